"""Threads as rows: read, created, written in part, listed, deleted."""

from __future__ import annotations

from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Page, ThreadMetadata
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from chat.context import Asker
from chat.cursors import Order, ThreadCursor, ordering
from chat.errors import Held
from chat.models import TITLE_LENGTH, Thread
from chat.text import clean
from chat.timestamps import aware, naive
from chat.turns import LoadedThread

_COLUMNS = {"title": ("title",), "status": ("status", "status_reason")}
"""The columns of a thread's field, where they are not `rest`."""


def create(thread_id: str, asker: Asker) -> LoadedThread:
    now = timezone.now()
    row = Thread.objects.create(
        pk=thread_id, owner_id=asker.user.pk, tenant=asker.tenant, created_at=now, updated_at=now
    )
    return metadata_of(row)


def load(thread_id: str, asker: Asker) -> LoadedThread:
    row = Thread.objects.of(asker).filter(pk=thread_id).first()
    if row is None:
        raise NotFoundError(thread_id)
    return metadata_of(row)


def save(thread: ThreadMetadata, asker: Asker, *, changed: set[str] | None) -> None:
    """Write the fields that changed; None means that nothing of the thread was read, so that it may be new."""
    values = _columns(thread)
    if changed is None and _insert(thread, asker, values):
        return
    if changed is not None:
        values = {column: values[column] for field in changed for column in _COLUMNS.get(field, ("rest",))}
    if values and not Thread.objects.of(asker).filter(pk=thread.id).update(**values):
        # Somebody else's; or deleted meanwhile, and writing it again would bring it back.
        raise NotFoundError(thread.id)


def _insert(thread: ThreadMetadata, asker: Asker, values: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            Thread.objects.create(
                pk=thread.id,
                owner_id=asker.user.pk,
                tenant=asker.tenant,
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


def load_page(asker: Asker, *, limit: int, after: str | None, order: Order) -> Page[ThreadMetadata]:
    threads: QuerySet[Thread] = Thread.objects.of(asker).order_by(*ordering("updated_at", "id", order=order))
    if after is not None:
        threads = _cursor(after, asker).beyond(threads, order)
    found = list(threads[: limit + 1])
    shown = found[:limit]
    has_more = len(found) > limit
    return Page(
        data=[metadata_of(row) for row in shown],
        has_more=has_more,
        after=str(ThreadCursor(shown[-1].updated_at, shown[-1].id)) if has_more else None,
    )


def delete(thread_id: str, asker: Asker) -> None:
    """Delete a thread. Raises `Held` for one that staff keep."""
    thread = Thread.objects.of(asker).filter(pk=thread_id)
    deleted, _ = thread.filter(is_held=False).delete()
    if not deleted and thread.exists():
        raise Held
    if not deleted:
        raise NotFoundError(thread_id)


def metadata_of(row: Thread) -> LoadedThread:
    status = {"type": row.status, **({"reason": row.status_reason} if row.status_reason else {})}
    return LoadedThread.of(
        {
            **row.rest,
            "id": row.id,
            "title": row.title or None,
            "status": status,
            "created_at": naive(row.created_at),
        },
        is_taken=row.taken_by_id is not None,
    )


def _columns(thread: ThreadMetadata) -> dict[str, Any]:
    rest = thread.model_dump(mode="json", exclude={"id", "title", "status", "created_at", "items"}, exclude_none=True)
    return {
        "title": clean(thread.title or "")[:TITLE_LENGTH],
        "status": thread.status.type,
        "status_reason": clean(getattr(thread.status, "reason", None) or ""),
        "rest": clean(rest),
    }


def _cursor(after: str, asker: Asker) -> ThreadCursor:
    if cursor := ThreadCursor.parse(after):
        return cursor
    updated_at = Thread.objects.of(asker).filter(pk=after).values_list("updated_at", flat=True).first()
    if updated_at is None:
        raise NotFoundError(after)
    return ThreadCursor(updated_at, after)
