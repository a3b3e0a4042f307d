"""What a turn has read of its thread: the SDK reads the same rows twice, and writes back what it only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chatkit import types
from chatkit.types import Page, ThreadItem, ThreadMetadata
from pydantic import PrivateAttr

from chat.cursors import ItemCursor
from chat.items import restored

State = dict[str, Any]


def state_of(thread: ThreadMetadata) -> State:
    """The thread's own fields as plain values; a `Thread` brings items along, which are no part of its row."""
    return thread.model_dump(include=set(ThreadMetadata.model_fields))


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

    def drop(self, item_id: str) -> None:
        self.entries = [entry for entry in self.entries if entry.item_id != item_id]


@dataclass(slots=True)
class Seen:
    """One turn's thread, as it was read or made, and its tail."""

    thread: LoadedThread | None
    """None until a thread to be created has been saved."""
    tail: Tail

    def thread_of(self, thread_id: str) -> LoadedThread | None:
        return self.thread if self.thread and self.thread.id == thread_id else None

    def tail_of(self, thread_id: str) -> Tail | None:
        return self.tail if self.thread_of(thread_id) else None

    def baseline_of(self, thread: ThreadMetadata) -> Baseline | None:
        """What was read into this object. The SDK makes the one of a created thread itself; the row knows it."""
        if isinstance(thread, LoadedThread):
            return thread.baseline
        loaded = self.thread_of(thread.id)
        return loaded.baseline if loaded else None


def page_of(entries: list[Entry], *, limit: int) -> Page[ThreadItem]:
    """A page of up to `limit` items out of one entry more, which tells whether there is a next page."""
    shown = entries[:limit]
    has_more = len(entries) > limit
    return Page(
        data=[item for entry in shown if (item := restored(entry.content))],
        has_more=has_more,
        after=shown[-1].cursor if has_more else None,
    )
