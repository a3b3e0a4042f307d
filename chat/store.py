"""ThreadStore: the SDK's store contract on the ORM. Every query begins with the asker.

The contract, and where a plain store breaks it, is in chatkit/store.py and docs/tour.md. Each method is
one hop to the database threads. What a request has read of a thread it remembers (`Seen`), so that the
SDK's repeated reads of one turn cost one query, and a save writes only what that request changed.
"""

from __future__ import annotations

import uuid
from typing import Any
from weakref import WeakKeyDictionary

from chatkit.store import NotFoundError, Store, StoreItemType
from chatkit.types import Attachment as AttachmentData
from chatkit.types import Page, ThreadItem, ThreadMetadata
from pydantic import TypeAdapter

from chat import queries
from chat.conf import chatkit
from chat.context import Asker
from chat.cursors import Order, clamped
from chat.database import in_database
from chat.seen import LoadedThread, Seen, Tail, state_of

PREFIXES = {
    "thread": "thr",
    "message": "msg",
    "tool_call": "tc",
    "task": "tsk",
    "workflow": "wf",
    "attachment": "atc",
    "sdk_hidden_context": "shcx",
}
_attachment: TypeAdapter[AttachmentData] = TypeAdapter(AttachmentData)


def new_id(kind: StoreItemType) -> str:
    """A prefix and 122 random bits; the SDK's own ids have 32, which collide and can be guessed."""
    return f"{PREFIXES[kind]}_{uuid.uuid4().hex}"


class ThreadStore(Store[Asker]):
    """Threads, items, attachments and feedback of whoever asks. `NotFoundError` for what is not theirs."""

    def __init__(self) -> None:
        self._turns: WeakKeyDictionary[Asker, Seen] = WeakKeyDictionary()

    def generate_thread_id(self, context: Asker) -> str:
        return new_id("thread")

    def generate_item_id(self, item_type: StoreItemType, thread: ThreadMetadata, context: Asker) -> str:
        return new_id(item_type)

    # A turn: one request that adds to one thread

    async def begin(self, thread_id: str | None, context: Asker) -> Tail:
        """Begin a turn in a thread, or in one to be created: read it and its newest items in one query."""
        if thread_id is None:
            seen = Seen(None, Tail([], is_whole=True))
        else:
            limit = chatkit().HISTORY_ITEMS
            seen = Seen(*await in_database(queries.open_thread, thread_id, context, limit=limit))
        self._turns[context] = seen
        return seen.tail

    def _seen(self, context: Asker) -> Seen:
        """What the asker's turn has read; nothing, outside a turn."""
        return self._turns.get(context) or Seen(None, Tail([], is_whole=False))

    # Threads

    async def load_thread(self, thread_id: str, context: Asker) -> ThreadMetadata:
        if seen := self._seen(context).thread_of(thread_id):
            return seen
        return await in_database(queries.load_thread, thread_id, context)

    async def save_thread(self, thread: ThreadMetadata, context: Asker) -> None:
        """Create the thread, or write what changed since it was read: a rename made meanwhile stays."""
        seen = self._seen(context)
        baseline = seen.baseline_of(thread)
        changed = baseline.changed_in(thread) if baseline else None
        await in_database(queries.save_thread, thread, context, changed=changed)
        if baseline:
            baseline.state = state_of(thread)
        elif seen.thread is None:
            seen.thread = LoadedThread(**state_of(thread))

    async def suggest_title(self, thread: ThreadMetadata, title: str, context: Asker) -> None:
        """Title a thread that has none, in its row and in the object; one that a person gave it stays."""
        thread.title = await in_database(queries.suggest_title, thread.id, title, context)
        if baseline := self._seen(context).baseline_of(thread):
            baseline.state["title"] = thread.title

    async def load_threads(self, limit: int, after: str | None, order: str, context: Asker) -> Page[ThreadMetadata]:
        return await in_database(queries.load_threads, context, limit=clamped(limit), after=after, order=_order(order))

    async def delete_thread(self, thread_id: str, context: Asker) -> None:
        await in_database(queries.delete_thread, thread_id, context)

    # Items

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Asker
    ) -> Page[ThreadItem]:
        limit = clamped(limit)
        tail = self._seen(context).tail_of(thread_id)
        if tail and after is None and order == "desc" and tail.holds(limit):
            return tail.newest(limit)
        return await in_database(queries.load_items, thread_id, context, limit=limit, after=after, order=_order(order))

    async def load_item(self, thread_id: str, item_id: str, context: Asker) -> ThreadItem:
        return await in_database(queries.load_item, thread_id, item_id, context)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        """Store an item at the end. One that is there already is replaced in its place: the SDK adds some twice."""
        entry = await in_database(queries.save_item, thread_id, item, context)
        if tail := self._seen(context).tail_of(thread_id):
            tail.put(entry)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        await self.add_thread_item(thread_id, item, context)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Asker) -> None:
        """Remove an item; one that was never stored is no error, because the SDK removes such ones too."""
        await in_database(queries.delete_item, thread_id, item_id, context)
        if tail := self._seen(context).tail_of(thread_id):
            tail.drop(item_id)

    # Attachments and feedback

    async def save_attachment(self, attachment: AttachmentData, context: Asker) -> None:
        await in_database(queries.save_attachment, attachment, context)

    async def load_attachment(self, attachment_id: str, context: Asker) -> AttachmentData:
        content: dict[str, Any] = await in_database(queries.load_attachment, attachment_id, context)
        return _attachment.validate_python(content)

    async def delete_attachment(self, attachment_id: str, context: Asker) -> None:
        await in_database(queries.delete_attachment, attachment_id, context)

    async def save_feedback(self, thread_id: str, item_ids: list[str], kind: str, context: Asker) -> None:
        """Keep this person's opinion of some answers; all of them are in the thread, or nothing is kept."""
        await in_database(queries.save_feedback, thread_id, item_ids, kind, context)


def _order(order: str) -> Order:
    return "asc" if order == "asc" else "desc"


__all__ = ["NotFoundError", "ThreadStore", "new_id"]
