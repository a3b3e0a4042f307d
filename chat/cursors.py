"""Where the next page begins: right after a row's place, whether or not the row is still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from django.db.models import F, OrderBy, Q, QuerySet

from chat.models import Item, Thread

Order = Literal["asc", "desc"]
LARGEST_PAGE = 100
_MARK = "@"  # no id begins with it


@dataclass(frozen=True, slots=True)
class ItemCursor:
    """A place in a thread."""

    sequence: int

    @classmethod
    def parse(cls, after: str) -> ItemCursor | None:
        """The cursor that `str()` wrote; None for anything else, such as an item's id."""
        digits = after.removeprefix(_MARK)
        return cls(int(digits)) if after.startswith(_MARK) and digits.isdecimal() and len(digits) < 19 else None

    def __str__(self) -> str:
        return f"{_MARK}{self.sequence}"

    def beyond(self, rows: QuerySet[Item], order: Order) -> QuerySet[Item]:
        return rows.filter(**{f"sequence__{_past(order)}": self.sequence})


@dataclass(frozen=True, slots=True)
class ThreadCursor:
    """A place in a person's list of threads, which is in the order of their last activity."""

    updated_at: datetime
    id: str

    @classmethod
    def parse(cls, after: str) -> ThreadCursor | None:
        digits, _, thread_id = after.removeprefix(_MARK).partition(_MARK)
        if not after.startswith(_MARK) or not thread_id or not digits.isdecimal() or len(digits) > 17:
            return None
        return cls(datetime.fromtimestamp(int(digits) / 1_000_000, UTC), thread_id)

    def __str__(self) -> str:
        return f"{_MARK}{round(self.updated_at.timestamp() * 1_000_000)}{_MARK}{self.id}"

    def beyond(self, rows: QuerySet[Thread], order: Order) -> QuerySet[Thread]:
        past = _past(order)
        # The first condition alone lets the index begin at the right place (docs/performance.md).
        return rows.filter(
            Q(**{f"updated_at__{past}e": self.updated_at}),
            Q(**{f"updated_at__{past}": self.updated_at}) | Q(**{f"id__{past}": self.id}),
        )


def clamped(limit: int) -> int:
    """A page size between 1 and `LARGEST_PAGE`, whatever the client asked for."""
    return max(1, min(limit, LARGEST_PAGE))


def ordering(*columns: str, order: Order) -> list[OrderBy]:
    return [F(column).asc() if order == "asc" else F(column).desc() for column in columns]


def _past(order: Order) -> str:
    return "gt" if order == "asc" else "lt"
