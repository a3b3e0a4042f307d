"""Stopping what no process answers for any more."""

from __future__ import annotations

import pytest

from chat import stopping
from chat.context import Asker
from chat.database import in_database
from chat.rows import answers
from chat.stopping import stop


async def test_an_answer_whose_process_died_is_said_to_run_until_its_lease_ends(
    alice: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopping, "PATIENCE", 0.2)
    turn = await in_database(answers.begin, None, alice, worker="chatkit.worker.dead", key="")
    assert await stop(turn.answer_id, alice) == "running"
    assert await in_database(answers.renew, [turn.answer_id]) == {
        turn.answer_id: answers.Hold(alice.user.pk, is_open=True)
    }
