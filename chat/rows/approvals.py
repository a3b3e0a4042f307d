"""Approvals as rows: asked for, and decided once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chat.context import Asker
from chat.models import Approval, Thread
from chat.text import clean


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run that waits, and whether it has waited too long."""

    run: dict[str, Any]
    is_expired: bool


def keep(form_id: str, thread_id: str, run: dict[str, Any], *, seconds: int) -> None:
    expires_at = timezone.now() + timedelta(seconds=seconds)
    Approval.objects.create(pk=form_id, thread_id=thread_id, run=clean(run), expires_at=expires_at)


def take(form_id: str, asker: Asker) -> Waiting | None:
    """The run that waits for this form, once; None where none does. What it held is not kept any longer."""
    mine = Approval.objects.filter(pk=form_id, thread__in=Thread.objects.of(asker))
    row = mine.filter(state=Approval.State.PENDING).first()
    if row is None or not _settle(form_id, Approval.State.DECIDED):
        return None
    return Waiting(row.run, is_expired=row.expires_at <= timezone.now())


def drop(form_id: str, asker: Asker) -> None:
    if Approval.objects.filter(pk=form_id, thread__in=Thread.objects.of(asker)).exists():
        _settle(form_id, Approval.State.DROPPED)


def drop_all(thread_id: str) -> None:
    """Of a thread in which nobody will go on with them; for staff, who have seen that they may."""
    _ended(Approval.objects.filter(thread=thread_id, state=Approval.State.PENDING), Approval.State.DROPPED)


def _settle(form_id: str, state: str) -> int:
    return _ended(Approval.objects.filter(pk=form_id, state=Approval.State.PENDING), state)


def _ended(pending: QuerySet[Approval], state: str) -> int:
    """What a run held is not kept any longer than it waits."""
    return pending.update(state=state, decided_at=timezone.now(), run={})
