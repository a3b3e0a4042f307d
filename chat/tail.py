"""A thread's newest items as their rows have them, kept up with what the turn writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from chatkit.types import Page, ThreadItem

from chat.cursors import ItemCursor
from chat.items import restored


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as its row has it. Its JSON is parsed anew for each reader, who may change what they get."""

    item_id: str
    content: dict[str, Any]
    sequence: int | None = None
    """Its place in the thread; None for one just stored, whose place the database chose."""
    is_withheld: bool = False
    """Whether it is kept from the model: refused, hidden or redacted."""

    @property
    def cursor(self) -> str:
        return self.item_id if self.sequence is None else str(ItemCursor(self.sequence))


@dataclass(slots=True)
class Tail:
    """The newest entries of a thread, oldest first."""

    entries: list[Entry]
    is_whole: bool
    """Whether these are all that the thread has."""

    def holds(self, count: int) -> bool:
        return self.is_whole or len(self.entries) > count

    def newest(self, limit: int) -> Page[ThreadItem]:
        return page_of(self.entries[::-1][: limit + 1], limit=limit)

    @property
    def oldest(self) -> int:
        """The place of its oldest entry that the turn did not write itself."""
        return next((entry.sequence for entry in self.entries if entry.sequence is not None), 0)

    def prepend(self, older: list[Entry], *, is_whole: bool) -> None:
        self.entries[:0] = older
        self.is_whole = is_whole

    def put(self, written: Entry) -> None:
        """Replace the entry in its place, or append it."""
        for place, entry in enumerate(self.entries):
            if entry.item_id == written.item_id:
                self.entries[place] = replace(entry, content=written.content)
                return
        self.entries.append(written)

    def drop(self, item_ids: Collection[str]) -> None:
        self.entries = [entry for entry in self.entries if entry.item_id not in item_ids]

    def withhold(self, item_ids: Collection[str]) -> None:
        self.entries = [
            replace(entry, is_withheld=True) if entry.item_id in item_ids else entry for entry in self.entries
        ]


def page_of(entries: list[Entry], *, limit: int) -> Page[ThreadItem]:
    """A page of up to `limit` items out of one entry more, which tells whether there is a next page."""
    shown = entries[:limit]
    has_more = len(entries) > limit
    return Page(
        data=[item for entry in shown if (item := restored(entry.content))],
        has_more=has_more,
        after=shown[-1].cursor if has_more else None,
    )
