"""One running answer: produced in a task of its own, followed by a reader who may be slow or leave."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

from chatkit.errors import ErrorCode
from chatkit.types import ErrorEvent

logger = logging.getLogger(__name__)


def frame(event: ErrorEvent) -> bytes:
    """A server-sent event, as the SDK writes them (chatkit/server.py, `_process_streaming`)."""
    return b"data: " + event.model_dump_json(exclude_none=True).encode() + b"\n\n"


class Answer:
    """The SDK's event stream, owned by one task: a cancellation always reaches the SDK, which saves the text.

    If the reader iterated the SDK's generator itself, leaving while the server is blocked in writing would
    close the generator instead of cancelling it, and the text so far would be lost (docs/reliability.md).
    """

    def __init__(self, events: AsyncIterator[bytes]) -> None:
        self._parts: asyncio.Queue[bytes | None] = asyncio.Queue()  # unbounded: the producer never waits for a reader
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._produce(events))

    async def _produce(self, events: AsyncIterator[bytes]) -> None:
        try:
            async for part in events:
                self._parts.put_nowait(part)
        except Exception:
            logger.exception("An answer ended in an error.")
            self._parts.put_nowait(frame(ErrorEvent(code=ErrorCode.STREAM_ERROR, allow_retry=True)))
        finally:
            self._parts.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (part := await self._parts.get()) is not None:
            yield part

    def close(self) -> None:
        """End the answer, unless it has ended; Django calls this from a worker thread when the response is over."""
        self._loop.call_soon_threadsafe(self._task.cancel)
