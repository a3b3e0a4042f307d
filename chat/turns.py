"""A turn: one request that adds to a thread, and the answer to it.

It remembers what it has read, because the SDK reads the same rows twice and writes back what it only read.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from chatkit import types
from chatkit.types import ThreadMetadata
from pydantic import PrivateAttr

from chat.limits import Standing
from chat.tail import Tail

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
    _is_taken: bool = PrivateAttr(default=False)

    def model_post_init(self, context: object, /) -> None:
        self._baseline = Baseline(state_of(self))

    @classmethod
    def of(cls, values: State, *, is_taken: bool) -> LoadedThread:
        thread = cls.model_validate(values)
        thread._is_taken = is_taken  # noqa: SLF001 - its own
        return thread

    @property
    def baseline(self) -> Baseline:
        return self._baseline

    @property
    def is_taken(self) -> bool:
        """Whether a staff member has taken over: they answer, and not the assistant."""
        return self._is_taken


LoadedThread.model_rebuild(_types_namespace=vars(types))  # the SDK's annotations are strings of its own module


@dataclass(slots=True)
class Spent:
    """What an answer has cost so far."""

    model: str = ""
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    tools: list[str] = field(default_factory=list)
    """The names of the tools that the model called, in their order."""
    kept_as: list[str] = field(default_factory=list)
    """The ids under which the provider keeps what the model said."""
    began_at: float = field(default_factory=time.monotonic)
    first_word_at: float | None = None

    def hear(self) -> None:
        """The model says something."""
        self.first_word_at = self.first_word_at or time.monotonic()


@dataclass(frozen=True, slots=True)
class Reserve:
    """What an answer was taken to cost before it began, and the day to whose limits that counts."""

    day: date
    tokens: int
    cost: Decimal


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
    reserve: Reserve
    standing: Standing
    """How the person stood when it had begun."""
    is_new: bool = False
    """Whether the thread was made for this turn."""
    retried: str = ""
    """The id of the question that a retry answers again."""
    answered: str = ""
    """The id of the structured input that the person has just answered."""
    replaces: list[str] = field(default_factory=list)
    """Items that a retry replaces as soon as it has something to put there."""
    begun: set[str] = field(default_factory=set)
    """Items that were stored unfinished, and have their place."""
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
