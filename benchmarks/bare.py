"""This site without agents: everything that it does around an answer, and the events are there at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from chatkit.types import ThreadMetadata, ThreadStreamEvent, UserMessageItem

from benchmarks.plain import application
from benchmarks.sample import ready_made
from chat import views
from chat.context import Asker

__all__ = ["application"]


async def respond(thread: ThreadMetadata, message: UserMessageItem | None, asker: Asker) -> AsyncIterator[Any]:
    store = views.server().store
    await store.load_thread_items(thread.id, None, 20, "desc", asker)
    event: ThreadStreamEvent
    async for event in ready_made(thread.id, store.generate_item_id("message", thread, asker)):
        yield event


views.server().respond = respond  # type: ignore[method-assign]
