"""A process tends each of its answers, whenever it begins, also while the process is told to end."""

from __future__ import annotations

import asyncio
import signal
import threading
from typing import Any

import pytest

from chat import layer
from chat.context import Asker
from chat.database import in_database
from chat.rows import answers
from chat.worker import worker
from tests.chat.asking import begun


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
    asking = asyncio.create_task(begun(alice))
    assert await asyncio.to_thread(is_claiming.wait, 10)
    here._on_signal(signal.SIGTERM, None)
    may_go_on.set()
    await asyncio.wait_for(ended.wait(), 10)
    answer = await asking
    assert here.running == []
    assert (await in_database(answers.find, answer.id, alice)).state == "finished"


async def test_an_answer_that_begins_as_the_last_one_is_let_go_of_is_tended_too(
    alice: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_ending, may_end = asyncio.Event(), asyncio.Event()

    async def listen(*_: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:  # as one does that says goodbye to Redis
            is_ending.set()
            await may_end.wait()

    monkeypatch.setattr(layer, "listen", listen)
    await (await begun(alice)).settled()
    await is_ending.wait()
    answer = await begun(alice, 'script:{"silence": 30}')
    may_end.set()
    await in_database(answers.ask_to_stop, answer.id, alice.user.pk)
    await asyncio.wait_for(answer.settled(), 10)
    assert (await in_database(answers.find, answer.id, alice)).state == "stopped"
