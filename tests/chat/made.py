"""Threads and items as the SDK makes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    InferenceOptions,
    ThreadItem,
    ThreadMetadata,
    UserMessageItem,
    UserMessageTextContent,
)

from chat.context import Asker
from chat.ids import new_id
from chat.store import ThreadStore


async def thread(store: ThreadStore, asker: Asker, **fields: Any) -> ThreadMetadata:
    """A new thread of somebody's, stored."""
    made = ThreadMetadata(id=new_id("thread"), created_at=datetime.now(), **fields)
    await store.save_thread(made, asker)
    return made


def said(item_id: str, text: str = "", *, thread_id: str = "thr_x") -> AssistantMessageItem:
    content = [AssistantMessageContent(text=text)]
    return AssistantMessageItem(id=item_id, thread_id=thread_id, created_at=datetime.now(), content=content)


def asked(item_id: str, text: str, *, thread_id: str = "thr_x") -> UserMessageItem:
    return UserMessageItem(
        id=item_id,
        thread_id=thread_id,
        created_at=datetime.now(),
        content=[UserMessageTextContent(text=text)],
        inference_options=InferenceOptions(),
    )


async def filled(store: ThreadStore, asker: Asker, count: int) -> tuple[ThreadMetadata, list[str]]:
    """A thread of so many items, and their ids, oldest first."""
    made = await thread(store, asker)
    ids = [f"msg_{number}" for number in range(count)]
    for item_id in ids:
        await store.add_thread_item(made.id, said(item_id), asker)
    return made, ids


async def stored(store: ThreadStore, thread_id: str, asker: Asker) -> list[ThreadItem]:
    page = await store.load_thread_items(thread_id, None, 100, "asc", asker)
    return page.data
