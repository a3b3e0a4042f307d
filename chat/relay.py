"""A running answer's events in a Redis stream, so that another process can follow it.

Entry `n-0` holds the event of number n, counted from one; the last entry says that it is over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from functools import lru_cache
from typing import Any

from chat.answers import Answer
from chat.conf import chatkit
from chat.extras import has
from chat.faults import described

if has("redis"):
    from redis import Redis as SyncRedis
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

KEPT = 60
"""Seconds for which the stream of an answer that is over is kept."""
RENEWED = 60
"""Seconds of silence after which the stream's life is prolonged."""
RUNNING = 3600  # seconds after which the stream of a process that died goes away by itself
EVENT, OVER = b"event", b"over"
_publishing: set[asyncio.Task[None]] = set()


def is_on() -> bool:
    return bool(chatkit().REDIS_URL) and has("redis")


@lru_cache(maxsize=1)
def _redis(url: str, _loop: asyncio.AbstractEventLoop) -> Redis:
    return Redis.from_url(url, protocol=2, socket_timeout=5, socket_connect_timeout=2)


def redis() -> Redis:
    return _redis(chatkit().REDIS_URL, asyncio.get_running_loop())


def key(answer_id: str) -> str:
    return f"chatkit:answer:{answer_id}"


def publish(answer: Answer) -> None:
    """Follow an answer of this process into its stream."""
    if is_on():
        task = asyncio.get_running_loop().create_task(_publish(answer))
        _publishing.add(task)
        task.add_done_callback(_publishing.discard)


async def _publish(answer: Answer) -> None:
    number = 0
    try:
        async for frames in answer.follow(patience=RENEWED, is_reader=False):
            async with redis().pipeline(transaction=False) as pipe:
                for frame in frames:
                    number += 1
                    pipe.xadd(key(answer.id), {EVENT: frame}, id=f"{number}-0")
                pipe.expire(key(answer.id), RUNNING)
                await pipe.execute()
        async with redis().pipeline(transaction=False) as pipe:
            pipe.xadd(key(answer.id), {OVER: b"1"}, id=f"{number + 1}-0")
            pipe.expire(key(answer.id), KEPT)
            await pipe.execute()
    except (RedisError, OSError) as error:
        logger.warning("Answer %s cannot be followed from other processes: %s", answer.id, described(error))


def forget(answer_ids: Iterable[str]) -> None:
    """Delete the streams of answers whose words are not to be kept. Synchronous; where Redis is away they expire."""
    keys = [key(answer_id) for answer_id in answer_ids]
    if not (is_on() and keys):
        return
    try:
        with SyncRedis.from_url(chatkit().REDIS_URL, protocol=2, socket_timeout=5, socket_connect_timeout=2) as client:
            client.delete(*keys)
    except (RedisError, OSError) as error:
        logger.warning("Answers could not be forgotten: %s", described(error))


async def follow(answer_id: str, after: int, *, patience: float) -> AsyncIterator[list[bytes] | None]:
    """The events after number `after`, as they come; an empty list after so many silent seconds.

    None, and then nothing more, when the answer is over; nothing at all where Redis does not know it.
    """
    last = f"{after}-0"
    while True:
        try:
            found: Any = await redis().xread({key(answer_id): last}, block=int(patience * 1000))
        except (RedisError, OSError) as error:
            logger.warning("Answer %s cannot be followed: %s", answer_id, described(error))
            return
        entries = found[0][1] if found else []
        frames = [fields[EVENT] for _, fields in entries if EVENT in fields]
        is_over = len(frames) < len(entries)
        if frames or not is_over:
            yield frames
        if is_over:
            yield None
            return
        if entries:
            last = entries[-1][0]
