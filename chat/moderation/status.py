"""Locked, closed, open: whether anything may be added to a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from chat.models import Thread
from chat.moderation.act import Act, Decision
from chat.text import clean

Status = Thread.Status


def _is(*statuses: Status) -> Callable[[Thread], bool]:
    return lambda thread: thread.status in statuses


def _to(status: Status, *, among: Callable[[Thread], bool]) -> Callable[[Thread, Decision], dict[str, Any] | None]:
    def apply(thread: Thread, decision: Decision) -> dict[str, Any] | None:
        message = clean(str(decision.detail.get("message", ""))).strip()
        if not among(thread):
            return None
        before, thread.status, thread.status_reason = thread.status, status, message
        thread.save(update_fields=["status", "status_reason"])
        return {"before": before, **({"message": message} if message else {})}

    return apply


LOCK = Act(
    name="lock",
    permission="moderate",
    verb=_("Lock"),
    explanation=_("The person can read the thread, and add nothing to it. An answer that is being written is stopped."),
    apply=_to(Status.LOCKED, among=_is(Status.ACTIVE)),
    fits=_is(Status.ACTIVE),
    ends_answer=frozenset({"after"}),
)
UNLOCK = Act(
    name="unlock",
    permission="moderate",
    verb=_("Unlock"),
    explanation=_("The person can go on in the thread."),
    apply=_to(Status.ACTIVE, among=_is(Status.LOCKED)),
    fits=_is(Status.LOCKED),
)
CLOSE = Act(
    name="close",
    permission="moderate",
    verb=_("Close"),
    explanation=_("The thread is over: the person can read it, and is asked to begin a new one."),
    apply=_to(Status.CLOSED, among=_is(Status.ACTIVE, Status.LOCKED)),
    fits=_is(Status.ACTIVE, Status.LOCKED),
    ends_answer=frozenset({"after"}),
)
REOPEN = Act(
    name="reopen",
    permission="moderate",
    verb=_("Reopen"),
    explanation=_("The person can go on in the thread."),
    apply=_to(Status.ACTIVE, among=_is(Status.CLOSED)),
    fits=_is(Status.CLOSED),
)
