"""Stop, which a person says; that they leave the page says nothing."""

from __future__ import annotations

import asyncio
import time

from chat import layer
from chat.context import Asker
from chat.database import in_database
from chat.rows import answers
from chat.rows.answers import State
from chat.turns import Ending
from chat.worker import worker

PATIENCE = 5
"""Seconds that stopping waits to see the answer settled."""


async def stop(answer_id: str, asker: Asker) -> str:
    """Stop one of the asker's answers, in this process or another; its state then."""
    claim = await in_database(answers.find, answer_id, asker)
    if not claim.is_leased:
        return claim.state
    if answer := worker().answers.get(answer_id):
        answer.stop(Ending(State.STOPPED, by=asker.user.pk))
        await answer.settled()
    else:
        await in_database(answers.ask_to_stop, answer_id, asker.user.pk)
        await layer.send(claim.worker, message(answer_id, by=asker.user.pk))
    until = time.monotonic() + PATIENCE
    claim = await in_database(answers.find, answer_id, asker)
    while claim.is_leased and time.monotonic() < until:
        await asyncio.sleep(0.1)
        claim = await in_database(answers.find, answer_id, asker)
    return claim.state  # still running if its process has died, and then interrupted as soon as its lease ends


def message(answer_id: str, *, by: object) -> dict[str, object]:
    """What the process of an answer understands (`Worker`)."""
    return {"type": "answer.stop", "answer": answer_id, "by": str(by)}  # a UUID goes through no channel layer
