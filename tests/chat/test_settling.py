"""An answer that cannot be settled: its lease runs out, and the log does not quote what was said."""

from __future__ import annotations

import json
import logging

import pytest

from chat.answers import Answer
from chat.context import Asker
from chat.rows import answers
from chat.server import ChatServer
from chat.wire import parse
from chat.worker import worker
from tests.people import message


async def test_the_log_says_where_it_failed_and_not_what_was_said(
    alice: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Failing row contains (my-unmistakable-secret)")

    monkeypatch.setattr(answers, "settle", fail)
    request = {"type": "threads.create", "params": {"input": message("Hello")}}
    answer = await ChatServer().process(parse(json.dumps(request)), alice)
    assert isinstance(answer, Answer)
    with caplog.at_level(logging.ERROR):
        await answer.settled()
    assert worker().running == []
    assert "could not be settled: RuntimeError at test_settling.py" in caplog.text
    assert "my-unmistakable-secret" not in caplog.text
