"""ThreadStore: the SDK's store contract on the ORM. Every query begins with the asker.

The contract, and where a plain store breaks it, is in chatkit/store.py and docs/tour.md. Each method is
one hop to the database threads. Inside a turn the store remembers what was read (`Turn`), so that the
SDK's repeated reads cost one query, and a save writes only what the turn changed.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any
from weakref import WeakKeyDictionary

from chatkit.store import NotFoundError, Store, StoreItemType
from chatkit.types import Attachment as AttachmentData
from chatkit.types import Page, ThreadItem, ThreadMetadata
from pydantic import TypeAdapter

from chat import queue
from chat.context import Asker
from chat.cursors import LARGEST_PAGE, Order, clamped
from chat.database import in_database
from chat.ids import new_id
from chat.past import Past
from chat.rows import attachments, feedback, files, flags, items, threads
from chat.rows.items import Withheld
from chat.turns import Baseline, LoadedThread, Turn, state_of

_attachment: TypeAdapter[AttachmentData] = TypeAdapter(AttachmentData)


class ThreadStore(Store[Asker]):
    """Threads, items, attachments and feedback of whoever asks. `NotFoundError` for what is not theirs."""

    def __init__(self) -> None:
        self._turns: WeakKeyDictionary[Asker, Turn] = WeakKeyDictionary()

    def generate_thread_id(self, context: Asker) -> str:
        turn = self.turn(context)
        return turn.thread.id if turn and turn.is_new else new_id("thread")

    def generate_item_id(self, item_type: StoreItemType, thread: ThreadMetadata, context: Asker) -> str:
        return new_id(item_type)

    # Turns

    def begin(self, turn: Turn, context: Asker) -> None:
        """From now on this asker's request is a turn in a thread."""
        self._turns[context] = turn

    def turn(self, context: Asker) -> Turn | None:
        return self._turns.get(context)

    def _turn_in(self, thread_id: str, context: Asker) -> Turn | None:
        turn = self._turns.get(context)
        return turn if turn and turn.thread.id == thread_id else None

    def _baseline(self, thread: ThreadMetadata, context: Asker) -> Baseline | None:
        # The SDK makes the object of a created thread itself; the turn knows its row.
        if isinstance(thread, LoadedThread):
            return thread.baseline
        turn = self._turn_in(thread.id, context)
        return turn.thread.baseline if turn else None

    # Threads

    async def load_thread(self, thread_id: str, context: Asker) -> ThreadMetadata:
        if turn := self._turn_in(thread_id, context):
            return turn.thread
        return await in_database(threads.load, thread_id, context)

    async def save_thread(self, thread: ThreadMetadata, context: Asker) -> None:
        """Create the thread, or write what changed since it was read: a rename made meanwhile stays."""
        baseline = self._baseline(thread, context)
        changed = baseline.changed_in(thread) if baseline else None
        if changed is None or changed:
            await in_database(threads.save, thread, context, changed=changed)
        if baseline:
            baseline.state = state_of(thread)

    async def suggest_title(self, thread: ThreadMetadata, title: str, context: Asker) -> None:
        """Title a thread that has none, in its row and in the object; one that a person gave it stays."""
        thread.title = await in_database(threads.suggest_title, thread.id, title, context)
        if baseline := self._baseline(thread, context):
            baseline.state["title"] = thread.title

    async def load_threads(self, limit: int, after: str | None, order: str, context: Asker) -> Page[ThreadMetadata]:
        return await in_database(threads.load_page, context, limit=clamped(limit), after=after, order=_order(order))

    async def delete_thread(self, thread_id: str, context: Asker) -> None:
        await in_database(threads.delete, thread_id, context)

    # Items

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Asker
    ) -> Page[ThreadItem]:
        limit = clamped(limit)
        turn = self._turn_in(thread_id, context)
        if turn and after is None and order == "desc" and turn.tail.holds(limit):
            return turn.tail.newest(limit)
        without = turn.replaces if turn else ()
        return await in_database(
            items.load_page, thread_id, context, limit=limit, after=after, order=_order(order), without=without
        )

    async def load_item(self, thread_id: str, item_id: str, context: Asker) -> ThreadItem:
        """An item as its row is now. `NotFoundError` also for one that was replaced, or is of a kind nobody knows."""
        return await in_database(items.load, thread_id, item_id, context)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        """Store an item at the end. One that is there already is replaced in its place: the SDK adds some twice."""
        turn = self._turn_in(thread_id, context)
        async with turn.writing if turn else nullcontext():
            await self._write(thread_id, item, context)
            if turn:
                turn.stored.add(item.id)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        await self.add_thread_item(thread_id, item, context)

    async def checkpoint(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        """Store what there is of an unfinished item, unless it was finished meanwhile."""
        turn = self._turn_in(thread_id, context)
        if turn is None:
            raise NotFoundError(thread_id)
        async with turn.writing:
            if item.id in turn.stored:
                return
            if item.id in turn.begun:
                turn.tail.put(await in_database(items.rewrite, thread_id, item, context))
            else:
                await self._write(thread_id, item, context)
                turn.begun.add(item.id)

    async def _write(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        turn = self._turn_in(thread_id, context)
        replaces, answer_id = (turn.replaces, turn.answer_id) if turn else ((), None)
        entry = await in_database(items.save, thread_id, item, context, answer_id=answer_id, replaces=replaces)
        if turn:
            turn.replaces = []
            turn.tail.put(entry)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Asker) -> None:
        """Remove an item; one that was never stored is no error, because the SDK removes such ones too."""
        turn = self._turn_in(thread_id, context)
        async with turn.writing if turn else nullcontext():
            await in_database(items.delete, thread_id, item_id, context)
            if turn:
                turn.tail.drop([item_id])

    async def past(self, thread_id: str, context: Asker) -> Past:
        """What the model may be told of the turn's thread: all that no summary speaks of."""
        turn = self._turns[context]
        while (past := Past.of(turn.tail)) is None:
            older, is_whole = await in_database(
                items.older, thread_id, context, than=turn.tail.oldest, limit=LARGEST_PAGE, without=turn.replaces
            )
            turn.tail.prepend(older, is_whole=is_whole)
        return past

    async def withhold(self, thread_id: str, item_ids: list[str], how: Withheld, context: Asker) -> None:
        """Keep items of the turn's thread from the model; the person sees them as before."""
        await in_database(items.withhold, thread_id, item_ids, how, context)
        self._turns[context].tail.withhold(item_ids)

    async def object_to(self, thread_id: str, item_id: str, reason: str, context: Asker) -> None:
        """Put something that a guardrail would not let through before the staff."""
        await in_database(flags.object_to, thread_id, item_id, reason, context)
        queue.raised(thread_id, source="guardrail", reason=reason, asker=context)

    async def retry(self, item_id: str, context: Asker) -> None:
        """The turn does not see what came after this item. It goes when the turn stores its first, and comes back if
        the turn fails.
        """
        turn = self._turns[context]
        turn.retried = item_id
        turn.replaces = await in_database(items.after, turn.thread.id, item_id, context)
        turn.tail.drop(turn.replaces)

    # Attachments and feedback

    async def save_attachment(self, attachment: AttachmentData, context: Asker) -> None:
        await in_database(attachments.save, attachment, context)

    async def load_attachment(self, attachment_id: str, context: Asker) -> AttachmentData:
        content: dict[str, Any] = await in_database(attachments.load, attachment_id, context)
        return _attachment.validate_python(content)

    async def delete_attachment(self, attachment_id: str, context: Asker) -> None:
        await in_database(attachments.delete, attachment_id, context)

    async def has_files(self, thread_id: str, context: Asker) -> bool:
        """Whether there is something to read in the files of the turn's thread."""
        tail = self._turns[context].tail
        if tail.is_whole and not any(entry.content.get("attachments") for entry in tail.entries):
            return False
        return await in_database(files.has_text, thread_id, context)

    async def save_feedback(self, thread_id: str, item_ids: list[str], kind: str, context: Asker) -> None:
        """Keep this person's opinion of some answers; all of them are in the thread, or nothing is kept."""
        await in_database(feedback.save, thread_id, item_ids, kind, context)


def _order(order: str) -> Order:
    return "asc" if order == "asc" else "desc"


__all__ = ["NotFoundError", "ThreadStore"]
