"""Items as rows: in their place, once, and whole."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import HiddenContextItem, Page, SDKHiddenContextItem, ThreadItem
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from chat.context import Asker
from chat.cursors import ItemCursor, Order, ordering
from chat.items import kept, restored
from chat.models import Item, Thread
from chat.past import SUMMARY
from chat.rows import threads
from chat.tail import Entry, Tail, page_of
from chat.timestamps import aware
from chat.turns import LoadedThread

Withheld = Item.Withheld


def open_thread(thread_id: str, asker: Asker, *, limit: int) -> tuple[LoadedThread, Tail]:
    """A thread and its newest items, in one query."""
    found = list(of_thread(thread_id, asker).select_related("thread").order_by("-sequence")[: limit + 1])
    if not found:
        return threads.load(thread_id, asker), Tail([], is_whole=True)
    entries = [entry_of(row) for row in reversed(found)]
    return threads.metadata_of(found[0].thread), Tail(entries, is_whole=len(found) <= limit)


def older(thread_id: str, asker: Asker, *, than: int, limit: int, without: Collection[str]) -> tuple[list[Entry], bool]:
    """The entries before a place, oldest first, and whether these are all."""
    rows = of_thread(thread_id, asker).filter(sequence__lt=than).exclude(item_id__in=without).order_by("-sequence")
    found = [entry_of(row) for row in rows[: limit + 1]]
    return found[:limit][::-1], len(found) <= limit


def load_page(  # noqa: PLR0913 - the SDK's four, and what a retry does not see
    thread_id: str, asker: Asker, *, limit: int, after: str | None, order: Order, without: Collection[str] = ()
) -> Page[ThreadItem]:
    items: QuerySet[Item] = of_thread(thread_id, asker).order_by(*ordering("sequence", order=order))
    if after is not None:
        items = _cursor(after, thread_id, asker).beyond(items, order)
    found = [entry_of(row) for row in items.exclude(item_id__in=without)[: limit + 1]]
    if not found:
        threads.load(thread_id, asker)  # an empty page of a thread that is there, or NotFoundError
    return page_of(found, limit=limit)


def load(thread_id: str, item_id: str, asker: Asker) -> ThreadItem:
    row = of_thread(thread_id, asker).filter(item_id=item_id).first()
    item = page_of([entry_of(row)], limit=1).data if row else []
    if not item:
        raise NotFoundError(item_id)
    return item[0]


def save(
    thread_id: str, item: ThreadItem, asker: Asker, *, answer_id: str | None = None, replaces: Collection[str] = ()
) -> Entry:
    """Take the thread's next number, and with it the row's lock; then insert, or replace what has the same id.

    Raises `NotFoundError` where there is no such thread any more, or the item was redacted meanwhile.
    """
    with transaction.atomic():
        return append(thread_id, item, Thread.objects.of(asker), answer_id=answer_id, replaces=replaces)


def rewrite(thread_id: str, item: ThreadItem, asker: Asker) -> Entry:
    """More of an item that has its place already. Raises `NotFoundError` as `save` does."""
    rows = of_thread(thread_id, asker).filter(item_id=item.id).exclude(withheld=Withheld.REDACTED)
    content = kept(item)
    if not rows.update(content=content):
        raise NotFoundError(item.id)
    return Entry(item.id, content)


def append(  # noqa: PLR0913 - an item's columns
    thread_id: str,
    item: ThreadItem,
    writable: QuerySet[Thread],
    *,
    answer_id: str | None = None,
    replaces: Collection[str] = (),
    written_by: Any = None,
) -> Entry:
    """The same for whoever may write there, within a transaction of theirs; `written_by` is a staff member's key."""
    content = kept(item)
    thread = writable.filter(pk=thread_id)
    redacted = Item.objects.filter(thread=OuterRef("pk"), item_id=item.id, withheld=Withheld.REDACTED)
    if not thread.exclude(Exists(redacted)).update(last_sequence=F("last_sequence") + 1, updated_at=timezone.now()):
        raise NotFoundError(thread_id)
    if replaces:
        Item.objects.filter(thread_id=thread_id, item_id__in=replaces).update(replaced_by=answer_id)
    row = Item(
        thread_id=thread_id,
        sequence=Subquery(thread.order_by().values("last_sequence")),
        item_id=item.id,
        type=item.type,
        content=content,
        answer_id=answer_id,
        written_by_id=written_by,
        created_at=aware(item.created_at),
    )
    Item.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["thread", "item_id"],
        update_fields=["type", "content"],
    )
    return Entry(item.id, content)


def after(thread_id: str, item_id: str, asker: Asker) -> list[str]:
    """The ids of everything that came after an item."""
    return list(_after(thread_id, item_id, asker).values_list("item_id", flat=True))


def since(thread_id: str, item_id: str, asker: Asker) -> list[ThreadItem]:
    """What a person sees of everything that came after an item, oldest first."""
    return _seen(_after(thread_id, item_id, asker))


def _after(thread_id: str, item_id: str, asker: Asker) -> QuerySet[Item]:
    items = of_thread(thread_id, asker)
    return items.filter(sequence__gt=Subquery(items.filter(item_id=item_id).values("sequence")[:1]))


def of_answer(answer_id: str, asker: Asker) -> list[ThreadItem]:
    """What a person sees of what an answer has stored so far, oldest first."""
    return _seen(Item.objects.filter(answer=answer_id, replaced_by=None, thread__in=Thread.objects.of(asker)))


def _seen(rows: QuerySet[Item]) -> list[ThreadItem]:
    items = (restored(row.content) for row in rows.order_by("sequence"))
    return [item for item in items if item and not isinstance(item, HiddenContextItem | SDKHiddenContextItem)]


def replaced_by(answer_id: str, asker: Asker) -> list[str]:
    """The ids of what a retry that runs has put out of sight."""
    rows = Item.objects.filter(replaced_by=answer_id, thread__in=Thread.objects.of(asker))
    return list(rows.order_by("sequence").values_list("item_id", flat=True))


def withhold(thread_id: str, item_ids: Collection[str], how: Withheld, asker: Asker) -> None:
    """Keep items from the model from now on. A summary that may tell of them goes; the next answer makes a new one."""
    items = of_thread(thread_id, asker)
    with transaction.atomic():
        found = items.filter(item_id__in=item_ids)
        first = found.order_by("sequence").values_list("sequence", flat=True).first()
        found.update(withheld=how)
        summaries = items.filter(type="hidden_context_item", sequence__gt=first or 0)
        summaries.filter(content__content__kind=SUMMARY).delete()


def delete(thread_id: str, item_id: str, asker: Asker) -> None:
    of_thread(thread_id, asker).filter(item_id=item_id).delete()


def of_thread(thread_id: str, asker: Asker) -> QuerySet[Item]:
    mine = Thread.objects.of(asker).filter(pk=thread_id)  # SQLite would otherwise look at all that they have
    return Item.objects.filter(thread_id=thread_id, thread__in=mine, replaced_by=None)


def entry_of(row: Item) -> Entry:
    return Entry(row.item_id, row.content, row.sequence, is_withheld=bool(row.withheld))


def _cursor(after: str, thread_id: str, asker: Asker) -> ItemCursor:
    if cursor := ItemCursor.parse(after):
        return cursor
    sequence = of_thread(thread_id, asker).filter(item_id=after).values_list("sequence", flat=True).first()
    if sequence is None:
        raise NotFoundError(after)
    return ItemCursor(sequence)
