"""The store's queries: synchronous, in the asker's own rows, one function an operation.

`NotFoundError` is raised alike for what is missing and what is somebody else's.
"""

from __future__ import annotations

from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Attachment as AttachmentData
from chatkit.types import Page, ThreadItem, ThreadMetadata
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, Subquery
from django.utils import timezone

from chat.context import Asker
from chat.cursors import ItemCursor, Order, ThreadCursor, ordering
from chat.items import kept
from chat.models import TITLE_LENGTH, Attachment, Feedback, Item, Thread
from chat.seen import Entry, LoadedThread, Tail, page_of
from chat.text import clean
from chat.timestamps import aware, naive

_COLUMNS = {"title": ("title",), "status": ("status", "status_reason")}
"""The columns of a thread's field, where they are not `rest`."""

# Threads


def open_thread(thread_id: str, asker: Asker, *, limit: int) -> tuple[LoadedThread, Tail]:
    found = list(_items(thread_id, asker).select_related("thread").order_by("-sequence")[: limit + 1])
    if not found:
        return load_thread(thread_id, asker), Tail([], is_whole=True)
    entries = [_entry(row) for row in reversed(found)]
    return _metadata(found[0].thread), Tail(entries, is_whole=len(found) <= limit)


def load_thread(thread_id: str, asker: Asker) -> LoadedThread:
    row = Thread.objects.of(asker).filter(pk=thread_id).first()
    if row is None:
        raise NotFoundError(thread_id)
    return _metadata(row)


def save_thread(thread: ThreadMetadata, asker: Asker, *, changed: set[str] | None) -> None:
    """Write the fields that changed; None means that nothing of the thread was read, so that it may be new."""
    values = _columns(thread)
    if changed is None and _insert_thread(thread, asker, values):
        return
    if changed is not None:
        values = {column: values[column] for field in changed for column in _COLUMNS.get(field, ("rest",))}
    if values and not Thread.objects.of(asker).filter(pk=thread.id).update(**values):
        # Somebody else's; or deleted meanwhile, and writing it again would bring it back.
        raise NotFoundError(thread.id)


def _insert_thread(thread: ThreadMetadata, asker: Asker, values: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            Thread.objects.create(
                pk=thread.id,
                owner_id=asker.user.pk,
                created_at=aware(thread.created_at),
                updated_at=timezone.now(),
                **values,
            )
    except IntegrityError:
        return False
    return True


def suggest_title(thread_id: str, title: str, asker: Asker) -> str:
    thread = Thread.objects.of(asker).filter(pk=thread_id)
    title = clean(title)[:TITLE_LENGTH]
    if thread.filter(title="").update(title=title):
        return title
    if (current := thread.values_list("title", flat=True).first()) is None:
        raise NotFoundError(thread_id)
    return current


def load_threads(asker: Asker, *, limit: int, after: str | None, order: Order) -> Page[ThreadMetadata]:
    threads: QuerySet[Thread] = Thread.objects.of(asker).order_by(*ordering("updated_at", "id", order=order))
    if after is not None:
        threads = _thread_cursor(after, asker).beyond(threads, order)
    found = list(threads[: limit + 1])
    shown = found[:limit]
    has_more = len(found) > limit
    return Page(
        data=[_metadata(row) for row in shown],
        has_more=has_more,
        after=str(ThreadCursor(shown[-1].updated_at, shown[-1].id)) if has_more else None,
    )


def delete_thread(thread_id: str, asker: Asker) -> None:
    deleted, _ = Thread.objects.of(asker).filter(pk=thread_id).delete()
    if not deleted:
        raise NotFoundError(thread_id)


# Items


def load_items(thread_id: str, asker: Asker, *, limit: int, after: str | None, order: Order) -> Page[ThreadItem]:
    items: QuerySet[Item] = _items(thread_id, asker).order_by(*ordering("sequence", order=order))
    if after is not None:
        items = _item_cursor(after, thread_id, asker).beyond(items, order)
    found = [_entry(row) for row in items[: limit + 1]]
    if not found:
        load_thread(thread_id, asker)  # an empty page of a thread that is there, or NotFoundError
    return page_of(found, limit=limit)


def load_item(thread_id: str, item_id: str, asker: Asker) -> ThreadItem:
    row = _items(thread_id, asker).filter(item_id=item_id).first()
    item = page_of([_entry(row)], limit=1).data if row else []
    if not item:
        raise NotFoundError(item_id)
    return item[0]


def save_item(thread_id: str, item: ThreadItem, asker: Asker) -> Entry:
    """Two statements: take the thread's next number, and with it the row's lock; then insert or replace."""
    content = kept(item)
    with transaction.atomic():
        thread = Thread.objects.of(asker).filter(pk=thread_id)
        if not thread.update(last_sequence=F("last_sequence") + 1, updated_at=timezone.now()):
            raise NotFoundError(thread_id)
        row = Item(
            thread_id=thread_id,
            sequence=Subquery(thread.order_by().values("last_sequence")),
            item_id=item.id,
            type=item.type,
            content=content,
            created_at=aware(item.created_at),
        )
        Item.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["thread", "item_id"],
            update_fields=["type", "content"],
        )
    return Entry.written(item.id, content)


def delete_item(thread_id: str, item_id: str, asker: Asker) -> None:
    _items(thread_id, asker).filter(item_id=item_id).delete()


# Attachments and feedback


def save_attachment(attachment: AttachmentData, asker: Asker) -> None:
    thread_id = attachment.thread_id
    if thread_id and not Thread.objects.of(asker).filter(pk=thread_id).exists():
        raise NotFoundError(thread_id)
    content = clean(attachment.model_dump(mode="json", exclude_none=True))
    mine = Attachment.objects.filter(pk=attachment.id, owner=asker.user.pk)
    free = Q(thread=None) | Q(thread=thread_id) if thread_id else Q(thread=None)
    if mine.filter(free).update(content=content, thread_id=thread_id):
        return
    try:
        with transaction.atomic():
            Attachment.objects.create(pk=attachment.id, owner_id=asker.user.pk, thread_id=thread_id, content=content)
    except IntegrityError as error:  # somebody else's, or bound to another thread
        raise NotFoundError(attachment.id) from error


def load_attachment(attachment_id: str, asker: Asker) -> dict[str, Any]:
    row = Attachment.objects.filter(pk=attachment_id, owner=asker.user.pk).first()
    if row is None:
        raise NotFoundError(attachment_id)
    content: dict[str, Any] = row.content
    return content


def delete_attachment(attachment_id: str, asker: Asker) -> None:
    Attachment.objects.filter(pk=attachment_id, owner=asker.user.pk).delete()


def save_feedback(thread_id: str, item_ids: list[str], kind: str, asker: Asker) -> None:
    with transaction.atomic():
        items = list(_items(thread_id, asker).filter(item_id__in=item_ids))
        if len(items) != len(set(item_ids)) or not items:
            raise NotFoundError(thread_id)
        Feedback.objects.bulk_create(
            [Feedback(item=item, user_id=asker.user.pk, kind=kind, given_at=timezone.now()) for item in items],
            update_conflicts=True,
            unique_fields=["item", "user"],
            update_fields=["kind", "given_at"],
        )


# Rows and the SDK's types


def _items(thread_id: str, asker: Asker) -> QuerySet[Item]:
    return Item.objects.filter(thread_id=thread_id, thread__in=Thread.objects.of(asker))


def _entry(row: Item) -> Entry:
    return Entry.at(row.sequence, item_id=row.item_id, content=row.content)


def _metadata(row: Thread) -> LoadedThread:
    status = {"type": row.status, **({"reason": row.status_reason} if row.status_reason else {})}
    return LoadedThread.model_validate(
        {
            **row.rest,
            "id": row.id,
            "title": row.title or None,
            "status": status,
            "created_at": naive(row.created_at),
        }
    )


def _columns(thread: ThreadMetadata) -> dict[str, Any]:
    rest = thread.model_dump(mode="json", exclude={"id", "title", "status", "created_at", "items"}, exclude_none=True)
    return {
        "title": clean(thread.title or "")[:TITLE_LENGTH],
        "status": thread.status.type,
        "status_reason": clean(getattr(thread.status, "reason", None) or ""),
        "rest": clean(rest),
    }


def _item_cursor(after: str, thread_id: str, asker: Asker) -> ItemCursor:
    if cursor := ItemCursor.parse(after):
        return cursor
    sequence = _items(thread_id, asker).filter(item_id=after).values_list("sequence", flat=True).first()
    if sequence is None:
        raise NotFoundError(after)
    return ItemCursor(sequence)


def _thread_cursor(after: str, asker: Asker) -> ThreadCursor:
    if cursor := ThreadCursor.parse(after):
        return cursor
    updated_at = Thread.objects.of(asker).filter(pk=after).values_list("updated_at", flat=True).first()
    if updated_at is None:
        raise NotFoundError(after)
    return ThreadCursor(updated_at, after)
