"""Time stamps: naive and local inside the SDK, with an offset everywhere else.

The SDK makes them with `datetime.now()` and subtracts them from `datetime.now()` when it resumes a
workflow (chatkit/agents.py, `end_workflow`), so it must get naive ones back. A browser reads a naive
one as its own local time, and another machine may live in another zone: rows and the wire carry an offset.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from chatkit.types import Page, Thread, ThreadItem
from pydantic import BaseModel

Serializable = TypeVar("Serializable", bound=BaseModel)


def aware(moment: datetime) -> datetime:
    """With an offset, in UTC; a naive moment is taken as this process's local time."""
    return moment.astimezone(UTC)


def naive(moment: datetime) -> datetime:
    """Without an offset, in this process's local time."""
    return moment.astimezone().replace(tzinfo=None)


def with_offsets(value: Serializable) -> Serializable:
    """A copy of a reply or an event whose time stamps carry an offset; the original is left to the SDK."""
    if isinstance(value, Thread):
        return value.model_copy(update={"created_at": aware(value.created_at), "items": with_offsets(value.items)})
    if isinstance(value, Page):
        return value.model_copy(update={"data": [with_offsets(entry) for entry in value.data]})
    if isinstance(getattr(value, "created_at", None), datetime):
        return value.model_copy(update={"created_at": aware(value.created_at)})  # type: ignore[attr-defined]
    for part in ("item", "thread", "updated_item"):
        inner: ThreadItem | Thread | None = getattr(value, part, None)
        if inner is not None:
            return value.model_copy(update={part: with_offsets(inner)})
    return value
