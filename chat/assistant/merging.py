"""chatkit's bridge merges the run's events with those of the tools; here is its merge, mended.

The SDK's own (chatkit/agents.py, `_merge_generators`) makes a task for every event, and never tells its sources that
nobody listens any more: the model runs on, and tasks are left behind. This one has a task a source and ends them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import chatkit.agents


class _End:
    """What a source puts last: nothing, or what it raised."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


async def merged(*sources: AsyncIterator[Any]) -> AsyncIterator[Any]:
    """What the sources yield, as it comes, until one of them ends."""
    arrived: asyncio.Queue[Any] = asyncio.Queue()
    pumps = [asyncio.create_task(_pump(source, arrived)) for source in sources]
    try:
        while not isinstance(event := await arrived.get(), _End):
            yield event
        if event.error:
            raise event.error
        while not arrived.empty():  # what the others had to say by then
            if not isinstance(event := arrived.get_nowait(), _End):
                yield event
    finally:
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)


async def _pump(source: AsyncIterator[Any], arrived: asyncio.Queue[Any]) -> None:
    error: BaseException | None = None
    try:
        async for event in source:
            arrived.put_nowait(event)
    except Exception as raised:  # noqa: BLE001 - it is raised again where the events are read
        error = raised
    arrived.put_nowait(_End(error))


def install() -> None:
    """Put it in the place of the SDK's, which has no hook for it."""
    if not hasattr(chatkit.agents, "_merge_generators"):
        raise RuntimeError(
            "This version of openai-chatkit merges its events in another way; see chat/assistant/merging.py."
        )
    chatkit.agents._merge_generators = merged  # type: ignore[assignment]  # noqa: SLF001
