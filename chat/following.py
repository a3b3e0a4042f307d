"""How somebody follows an answer, wherever it runs: from memory, from Redis, or from what is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from chatkit.types import HiddenContextItem, SDKHiddenContextItem, ThreadItemAddedEvent, ThreadItemDoneEvent

from chat import relay
from chat.answers import HEARTBEAT, Answer, Server
from chat.conf import chatkit
from chat.context import Asker
from chat.database import in_database
from chat.rows import answers, items
from chat.rows.answers import Claim
from chat.worker import worker

POLL = 1
"""Seconds between two looks at what another process has stored."""


async def latest(thread_id: str, asker: Asker) -> Claim | None:
    """The newest answer of a thread, running or not."""
    return await in_database(answers.latest, thread_id, asker)


async def follow(answer_id: str, after: int, asker: Asker, *, server: Server) -> AsyncIterator[bytes]:
    """The numbered events of one of the asker's answers after number `after`, until it is settled."""
    claim = await in_database(answers.find, answer_id, asker)
    if answer := worker().answers.get(answer_id):
        return _remembered(answer, after)
    if relay.is_on() and claim.is_leased:
        return _relayed(answer_id, after, asker, server=server)
    return _stored(answer_id, asker, server=server)


async def _remembered(answer: Answer, after: int) -> AsyncIterator[bytes]:
    async for frames in answer.follow(after, patience=chatkit().HEARTBEAT_SECONDS):
        yield numbered(frames, after) or HEARTBEAT
        after += len(frames)


async def _relayed(answer_id: str, after: int, asker: Asker, *, server: Server) -> AsyncIterator[bytes]:
    async for frames in relay.follow(answer_id, after, patience=POLL):
        if frames is None:
            return
        yield numbered(frames, after) or HEARTBEAT
        after += len(frames)
        if not frames and not (await in_database(answers.find, answer_id, asker)).is_leased:
            break  # its process died without a word
    async for part in _stored(answer_id, asker, server=server):
        yield part


def numbered(frames: list[bytes], after: int) -> bytes:
    """Events with the numbers by which a client says where it was (`Last-Event-ID`)."""
    return b"".join(b"id: %d\n%s" % (number, frame) for number, frame in enumerate(frames, after + 1))


async def _stored(answer_id: str, asker: Asker, *, server: Server) -> AsyncIterator[bytes]:
    """What is stored of an answer, again whenever it has grown; the whole of it when the answer is settled."""
    shown: dict[str, bytes] = {}
    while True:
        is_running = (await in_database(answers.find, answer_id, asker)).is_leased
        event = ThreadItemAddedEvent if is_running else ThreadItemDoneEvent
        parts = []
        for item in await in_database(items.of_answer, answer_id, asker):
            if isinstance(item, HiddenContextItem | SDKHiddenContextItem):
                continue
            frame = server.frame(event(item=item))
            if shown.get(item.id) != frame:
                shown[item.id] = frame
                parts.append(frame)
        yield b"".join(parts) or HEARTBEAT
        if not is_running:
            return
        await asyncio.sleep(POLL)
