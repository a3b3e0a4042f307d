"""A process that is told to end while an answer is being claimed."""

from __future__ import annotations

import asyncio
import json
import signal
import threading
from typing import Any

import pytest

from chat.context import Asker
from chat.database import in_database
from chat.rows import answers
from chat.server import ChatServer
from chat.worker import worker
from tests.people import message


async def test_an_answer_that_is_being_claimed_is_settled_before_the_end(
    alice: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_claiming, may_go_on, begin = threading.Event(), threading.Event(), answers.begin

    def slow(*arguments: Any, **named: Any) -> Any:
        is_claiming.set()
        may_go_on.wait(10)
        return begin(*arguments, **named)

    ended = asyncio.Event()
    here = worker()
    monkeypatch.setattr(answers, "begin", slow)
    monkeypatch.setattr(here, "_mind_signals", lambda: None)
    monkeypatch.setattr(here, "_hand_on", lambda number: ended.set())
    request = json.dumps({"type": "threads.create", "params": {"input": message("Hello")}})
    asking = asyncio.create_task(ChatServer().process(request, alice))
    assert await asyncio.to_thread(is_claiming.wait, 10)
    here._on_signal(signal.SIGTERM, None)
    may_go_on.set()
    await asyncio.wait_for(ended.wait(), 10)
    answer = await asking
    assert here.running == []
    assert (await in_database(answers.find, answer.id, alice)).state == "finished"
