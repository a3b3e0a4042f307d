"""Threads in batches of about so many items, so that a transaction is short whatever their size."""

from __future__ import annotations

from collections.abc import Iterator

from chat.models.thread import ThreadQuerySet

ITEMS = 4000
THREADS = 500


def batches(threads: ThreadQuerySet) -> Iterator[list[str]]:
    """The primary keys, oldest thread first; each batch is looked up when it is asked for, and none comes twice."""
    seen: tuple[object, str] | None = None
    ordered = threads.order_by("updated_at", "pk")
    while True:
        rows = ordered.after(*seen) if seen else ordered
        found = list(rows.values_list("pk", "updated_at", "last_sequence")[:THREADS])
        if not found:
            return
        batch: list[str] = []
        items = 0
        for pk, updated_at, last in found:
            if batch and items + last > ITEMS:
                break
            batch.append(pk)
            items += last
            seen = (updated_at, pk)
        yield batch
