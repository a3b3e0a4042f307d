"""How somebody follows an answer, wherever it runs: from memory, from Redis, or from what is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from chatkit.server import StreamingResult
from chatkit.types import (
    Page,
    Thread,
    ThreadCreatedEvent,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
)

from chat import relay
from chat.answers import PAUSE, Answer, Server
from chat.context import Asker
from chat.database import in_database
from chat.rows import answers, items
from chat.rows.answers import Claim
from chat.worker import worker


async def latest(thread_id: str, asker: Asker) -> Claim | None:
    """The newest answer of a thread, running or not."""
    return await in_database(answers.latest, thread_id, asker)


class Followed(StreamingResult):
    """An answer that runs, or ran, somewhere: a `StreamingResult` of its numbered events, and of empty parts."""

    def __init__(self, answer_id: str, parts: AsyncGenerator[bytes, None]) -> None:
        super().__init__(parts)
        self.id = answer_id


async def follow(answer_id: str, after: int, asker: Asker, *, server: Server) -> Followed:
    """One of the asker's answers from after event number `after` on, until it is settled."""
    claim = await in_database(answers.find, answer_id, asker)
    if answer := worker().answers.get(answer_id):
        return Followed(answer_id, _remembered(answer, after))
    if relay.is_on() and claim.is_leased:
        return Followed(answer_id, _relayed(claim, after, asker, server=server))
    return Followed(answer_id, _stored(claim, asker, server=server))


async def resumed(key: str, asker: Asker, *, server: Server) -> Followed | None:
    """The answer to the request that the client sent with this key before, from its beginning."""
    claim = await in_database(answers.keyed, key, asker) if key else None
    return await follow(claim.id, 0, asker, server=server) if claim else None


async def _remembered(answer: Answer, after: int) -> AsyncGenerator[bytes, None]:
    async for frames in answer.follow(after, patience=PAUSE):
        yield numbered(frames, after)
        after += len(frames)


async def _relayed(claim: Claim, after: int, asker: Asker, *, server: Server) -> AsyncGenerator[bytes, None]:
    async for frames in relay.follow(claim.id, after, patience=PAUSE):
        if frames is None:
            return
        yield numbered(frames, after)
        after += len(frames)
        if not frames and not (await in_database(answers.find, claim.id, asker)).is_leased:
            break  # its process died without a word
    async for part in _stored(claim, asker, server=server):
        yield part


def numbered(frames: list[bytes], after: int) -> bytes:
    """Events with the numbers by which a client says where it was (`Last-Event-ID`)."""
    return b"".join(b"id: %d\n%s" % (number, frame) for number, frame in enumerate(frames, after + 1))


async def _stored(claim: Claim, asker: Asker, *, server: Server) -> AsyncGenerator[bytes, None]:
    """What is stored of an answer, again whenever it has grown; the whole of it when the answer is settled."""
    thread = await server.store.load_thread(claim.thread_id, asker)
    yield server.frame(ThreadCreatedEvent(thread=Thread(**thread.model_dump(), items=Page())))
    shown: dict[str, bytes] = {}
    for item_id in await in_database(items.replaced_by, claim.id, asker):
        yield server.frame(ThreadItemRemovedEvent(item_id=item_id))
    while True:
        is_running = (await in_database(answers.find, claim.id, asker)).is_leased
        event = ThreadItemAddedEvent if is_running else ThreadItemDoneEvent
        frames = {
            item.id: server.frame(event(item=item)) for item in await in_database(items.of_answer, claim.id, asker)
        }
        yield b"".join(frame for item_id, frame in frames.items() if shown.get(item_id) != frame)
        shown = frames
        if not is_running:
            return
        await asyncio.sleep(PAUSE)
