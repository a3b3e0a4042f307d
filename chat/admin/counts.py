"""What the list tells of each thread besides its row: counted for one page, not for all that come before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from chat.models import Feedback, Flag, Item, Thread
from chat.staff import tenant_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    organisation: str
    items: int
    flags: int
    bad: int
    """Answers that the person found bad."""


def counted(page: Iterable[Thread]) -> list[Any]:
    """The threads of a page, each with its `counts`."""
    threads = list(page)
    names = tenant_names(thread.tenant for thread in threads)
    items = _by_thread(Item.objects.filter(thread__in=threads, replaced_by=None), "thread")
    flags = _by_thread(Flag.objects.filter(thread__in=threads, settled_at=None), "thread")
    negative = Feedback.objects.filter(item__thread__in=threads, kind=Feedback.Kind.NEGATIVE)
    bad = _by_thread(negative, "item__thread")
    for thread in threads:
        vars(thread)["counts"] = Counts(
            organisation=names.get(thread.tenant, ""),
            items=items.get(thread.pk, 0),
            flags=flags.get(thread.pk, 0),
            bad=bad.get(thread.pk, 0),
        )
    return threads


def _by_thread(rows: QuerySet[Any], thread: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(thread).annotate(count=Count("pk")))
