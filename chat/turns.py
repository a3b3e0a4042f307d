"""A turn: one request that adds to a thread, and the answer to it.

It remembers what it has read, because the SDK reads the same rows twice and writes back what it only read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from chatkit import types
from chatkit.types import Page, ThreadItem, ThreadMetadata
from pydantic import PrivateAttr

from chat.cursors import ItemCursor
from chat.items import restored

State = dict[str, Any]


def state_of(thread: ThreadMetadata) -> State:
    """The fields of a thread that change, as plain values; the items of a `Thread` are no part of its row."""
    return thread.model_dump(include=set(ThreadMetadata.model_fields) - {"id", "created_at"})


class Baseline:
    """The state that a row had when an object was made of it. Copies share it, and it equals only itself."""

    def __init__(self, state: State) -> None:
        self.state = state

    def __deepcopy__(self, memo: object) -> Baseline:
        return self

    def changed_in(self, thread: ThreadMetadata) -> set[str]:
        now = state_of(thread)
        return {name for name in now if now[name] != self.state[name]}


class LoadedThread(ThreadMetadata):
    """A thread that remembers what was read, so that saving it writes only what the turn changed."""

    _baseline: Baseline = PrivateAttr()

    def model_post_init(self, context: object, /) -> None:
        self._baseline = Baseline(state_of(self))

    @property
    def baseline(self) -> Baseline:
        return self._baseline


LoadedThread.model_rebuild(_types_namespace=vars(types))  # the SDK's annotations are strings of its own module


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as its row has it. Its JSON is parsed anew for each reader, who may change what they get."""

    item_id: str
    content: dict[str, Any]
    cursor: str

    @classmethod
    def at(cls, sequence: int, *, item_id: str, content: dict[str, Any]) -> Entry:
        return cls(item_id, content, str(ItemCursor(sequence)))

    @classmethod
    def written(cls, item_id: str, content: dict[str, Any]) -> Entry:
        """One just stored, whose place the database chose; its id serves as a cursor as well."""
        return cls(item_id, content, item_id)


@dataclass(slots=True)
class Tail:
    """The newest entries of a thread, oldest first, kept up with what the turn writes."""

    entries: list[Entry]
    is_whole: bool
    """Whether these are all that the thread has."""

    def holds(self, count: int) -> bool:
        return self.is_whole or len(self.entries) > count

    def newest(self, limit: int) -> Page[ThreadItem]:
        return page_of(self.entries[::-1][: limit + 1], limit=limit)

    def put(self, written: Entry) -> None:
        """Replace the entry in its place, or append it."""
        for place, entry in enumerate(self.entries):
            if entry.item_id == written.item_id:
                self.entries[place] = Entry(entry.item_id, written.content, entry.cursor)
                return
        self.entries.append(written)

    def drop(self, item_ids: Collection[str]) -> None:
        self.entries = [entry for entry in self.entries if entry.item_id not in item_ids]


@dataclass(slots=True)
class Spent:
    """Tokens that the model read and wrote."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """How an answer ended: a state of `chat.models.Answer`, why, and, if somebody stopped it, who."""

    state: str
    reason: str = ""
    by: object = None
    """The primary key of a user."""


@dataclass(slots=True)
class Turn:
    """One turn's thread, as it was read or made, and what the turn has done to it."""

    thread: LoadedThread
    tail: Tail
    answer_id: str
    is_new: bool = False
    """Whether the thread was made for this turn."""
    retried: str = ""
    """The id of the question that a retry answers again."""
    replaces: list[str] = field(default_factory=list)
    """Items that a retry replaces as soon as it has something to put there."""
    stored: set[str] = field(default_factory=set)
    """Items that were stored complete; a checkpoint of them comes too late."""
    spent: Spent = field(default_factory=Spent)
    ending: Ending | None = None
    """Set before the answer is cancelled, so that what is kept of it says why."""
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while the turn writes, so that nothing overtakes anything."""

    @property
    def is_retry(self) -> bool:
        return bool(self.retried)


def page_of(entries: list[Entry], *, limit: int) -> Page[ThreadItem]:
    """A page of up to `limit` items out of one entry more, which tells whether there is a next page."""
    shown = entries[:limit]
    has_more = len(entries) > limit
    return Page(
        data=[item for entry in shown if (item := restored(entry.content))],
        has_more=has_more,
        after=shown[-1].cursor if has_more else None,
    )
