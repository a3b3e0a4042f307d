"""An answer that cannot be settled at once is settled later; where it cannot be at all, its lease runs out."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from django.db import OperationalError

from chat.context import Asker
from chat.database import in_database
from chat.rows import answers
from chat.turns import Ending
from chat.worker import worker
from tests.chat.asking import begun


async def test_a_database_that_is_away_for_a_moment_is_waited_for_and_a_stop_comes_too_late(
    alice: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, is_away = answers.settle, asyncio.Event()
    loop = asyncio.get_running_loop()

    def fail_once(*given: Any) -> None:
        if is_away.is_set():
            return settle(*given)
        loop.call_soon_threadsafe(is_away.set)
        raise OperationalError("away")

    monkeypatch.setattr(answers, "settle", fail_once)
    answer = await begun(alice)
    await is_away.wait()
    answer.stop(Ending(answers.State.STOPPED))
    await answer.settled()
    claim = await in_database(answers.find, answer.id, alice)
    assert claim.state == answers.State.FINISHED
    assert b'"type":"error"' not in answer.frames.since(0)[-1]


async def test_the_log_says_where_it_failed_and_not_what_was_said(
    alice: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Failing row contains (my-unmistakable-secret)")

    monkeypatch.setattr(answers, "settle", fail)
    answer = await begun(alice)
    with caplog.at_level(logging.ERROR):
        await answer.settled()
    assert worker().running == []
    assert b'"type":"error"' in answer.frames.since(0)[-1]  # whoever listens is told, and may try again
    assert "could not be settled: RuntimeError at test_settling.py" in caplog.text
    assert "my-unmistakable-secret" not in caplog.text
