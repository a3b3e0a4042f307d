"""An act: what it is called, who may, and what it does to one thread; and how one is performed on many."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise

from chat.live import Moved
from chat.models import Thread
from chat.moderation import audit, telling
from chat.signals import thread_moderated
from chat.staff import Staff


class NoReason(ValueError):
    """An act without a reason is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decides, why, and what an act has to know besides."""

    by: Staff
    reason: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    """Names what is decided at once, so that one act may be carried out in several calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that staff do to a thread."""

    name: str
    permission: str
    verb: str | Promise
    explanation: str | Promise
    apply: Callable[[Thread, Decision], dict[str, Any] | None]
    """Do it to one thread, whose row is locked; what the trail should tell of it, or None where nothing changes."""
    fits: Callable[[Thread], bool] = lambda thread: True
    """Whether it would change a thread as it is; who looks at one is offered only such acts."""
    reads: bool = False
    """Whether whoever performs it reads what was said, for which they need `view_content` too."""
    ends_answer: frozenset[Literal["before", "after"]] = frozenset()
    """When an answer that runs in the thread is stopped: before the act, which then waits for its end; or after it."""
    moved: Moved | Literal[""] = "changed"
    """What the person's open pages are told; nothing where there is nothing to see."""
    has_reason: bool = True
    """Whether the trail keeps the reason; a note's text is no reason, and can be deleted."""

    def is_allowed(self, staff: Staff) -> bool:
        return staff.may(self.permission) and (not self.reads or staff.may("view_content"))


@dataclass(slots=True)
class Outcome:
    """What became of the threads of an act."""

    done: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Those that were deleted meanwhile, or that this staff member does not look after."""


def perform(act: Act, thread_ids: Iterable[str], decision: Decision) -> Outcome:
    """Carry out an act, a transaction for each thread. Raises `PermissionDenied` and `NoReason`."""
    if not act.is_allowed(decision.by):
        raise PermissionDenied
    if not decision.reason.strip():
        raise NoReason
    outcome = Outcome()
    for thread_id in dict.fromkeys(thread_ids):
        if "before" in act.ends_answer:
            telling.stop_answer(thread_id, by=decision.by)
            telling.wait_for_end(thread_id)
        with transaction.atomic():
            _perform(act, thread_id, decision, outcome)
    return outcome


def _perform(act: Act, thread_id: str, decision: Decision, outcome: Outcome) -> None:
    seen = Thread.objects.seen_by(decision.by).select_for_update(of=("self",))
    thread = seen.filter(pk=thread_id).first()
    if thread is None:
        outcome.gone.append(thread_id)
    elif (detail := act.apply(thread, decision)) is None:
        outcome.unchanged.append(thread_id)
    else:
        outcome.done.append(thread_id)
        reason = decision.reason if act.has_reason else ""
        audit.record(act.name, thread, by=decision.by, reason=reason, batch=decision.batch, **detail)
        transaction.on_commit(partial(_tell, act, thread, decision))


def _tell(act: Act, thread: Thread, decision: Decision) -> None:
    if "after" in act.ends_answer:
        telling.stop_answer(thread.pk, by=decision.by)
    if act.moved:
        telling.tell_owner(thread, act.moved)
    thread_moderated.send_robust(Act, act=act.name, thread_id=thread.pk, by=decision.by.user, reason=decision.reason)
