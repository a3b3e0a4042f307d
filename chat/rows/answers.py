"""Answers as the database knows them: claimed, leased, settled. Synchronous; each step is one atomic statement.

Two processes may ask for the same thread, and any of them may die at any moment. What holds then is what the
database holds: one running answer a thread (a unique index), and a lease that its process renews.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from chatkit.store import NotFoundError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from chat.conf import chatkit
from chat.context import Asker
from chat.errors import Busy
from chat.ids import BY_CONTENT, ID_LENGTH, new_id
from chat.models import Answer, Item, Thread
from chat.rows import allowances, announcements, items, threads, usage
from chat.tail import Tail
from chat.turns import Ending, Turn

State = Answer.State
OPENED = 40
"""How many of a thread's newest items are read when a turn begins."""

AT_ONCE = 2
"""Seconds in which the same request counts as sent twice, even if it is answered already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A running answer's row, as somebody needs it who did not make it."""

    id: str
    thread_id: str
    state: str
    worker: str
    is_leased: bool

    @classmethod
    def of(cls, row: Answer) -> Claim:
        is_leased = row.state == State.RUNNING and row.leased_until > timezone.now()
        state = State.INTERRUPTED if row.state == State.RUNNING and not is_leased else row.state
        return cls(id=row.id, thread_id=row.thread_id, state=state, worker=row.worker, is_leased=is_leased)


def begin(thread_id: str | None, asker: Asker, *, worker: str, key: str) -> Turn:
    """Claim a thread of the asker's for an answer and read it; or, without an id, make a new one.

    Raises `NotFoundError`, `Busy` while another answer runs there, `TooMuch`, and `Maintenance` while nothing may be
    asked.
    """
    announcements.check_open()
    if thread_id is not None and len(thread_id) > ID_LENGTH:
        raise NotFoundError(thread_id)  # PostgreSQL would not even take it for the claim
    try:
        return _begun(thread_id, asker, worker=worker, key=key)
    except IntegrityError:
        pass
    # The one that is in the way may belong to a process that died.
    if thread_id and interrupt(Q(thread=thread_id, leased_until__lt=timezone.now())):
        with suppress(IntegrityError):
            return _begun(thread_id, asker, worker=worker, key=key)
    if thread_id:
        threads.load(thread_id, asker)  # somebody else's is not busy but not there
    raise Busy


def _begun(thread_id: str | None, asker: Asker, *, worker: str, key: str) -> Turn:
    """Raises `IntegrityError` where another answer runs, or one with this key was begun before."""
    answer_id = new_id("answer")
    with transaction.atomic():
        if thread_id is None:
            thread, tail = threads.create(new_id("thread"), asker), Tail([], is_whole=True)
            _claim(answer_id, thread.id, asker, worker=worker, key=key)
        else:
            # Claimed first, so that what is read is what the last answer left.
            _claim(answer_id, thread_id, asker, worker=worker, key=key)
            thread, tail = items.open_thread(thread_id, asker, limit=OPENED)
        reserve, standing = allowances.reserve(asker)
    is_new = thread_id is None
    return Turn(thread=thread, tail=tail, answer_id=answer_id, reserve=reserve, standing=standing, is_new=is_new)


def _claim(answer_id: str, thread_id: str, asker: Asker, *, worker: str, key: str) -> None:
    now = timezone.now()
    Answer.objects.create(
        id=answer_id,
        thread_id=thread_id,
        asked_by_id=asker.user.pk,
        worker=worker,
        key=key,
        started_at=now,
        leased_until=_lease(now),
    )


def release(turn: Turn, asker: Asker) -> None:
    """Take back the claim of a request that was refused after all, and the thread that it made."""
    with transaction.atomic():
        Answer.objects.filter(pk=turn.answer_id).delete()
        allowances.give_back(turn.reserve, asker)
    if turn.is_new:
        threads.delete(turn.thread.id, asker)


@dataclass(frozen=True, slots=True)
class Hold:
    """That an answer is still its process's, and what it does not know of it."""

    stopped_by: object
    """The primary key of who has asked to stop it, if anybody has."""
    is_open: bool
    """Whether its thread is the assistant's. What staff did while the answer was being claimed has not seen it."""


def renew(answer_ids: Iterable[str]) -> dict[str, Hold]:
    """Go on holding these; those that are still held."""
    held = Answer.objects.filter(pk__in=list(answer_ids), state=State.RUNNING)
    held.update(leased_until=_lease(timezone.now()))
    rows = held.values_list("pk", "settled_by", "thread__status", "thread__taken_by")
    active = Thread.Status.ACTIVE
    return {pk: Hold(stopped_by, status == active and taken is None) for pk, stopped_by, status, taken in rows}


def ask_to_stop(answer_id: str, user_id: object) -> None:
    """For a process that no message reaches: it reads this when it renews its leases."""
    Answer.objects.filter(pk=answer_id, state=State.RUNNING).update(settled_by=user_id)


def settle(turn: Turn, ending: Ending, asker: Asker) -> None:
    """End an answer, unless it has ended before. What a retry replaced goes, or comes back."""
    answer = Answer.objects.filter(pk=turn.answer_id)
    with transaction.atomic():
        is_first = answer.filter(state=State.RUNNING).update(
            state=ending.state,
            reason=ending.reason,
            settled_by=ending.by,
            kept_as=turn.spent.kept_as,
            settled_at=timezone.now(),
        )
        if is_first:
            usage.record(turn, ending, asker, answer_id=turn.answer_id)
        elif not answer.exists():  # it went with its thread, and has cost something all the same
            usage.record(turn, ending, asker, answer_id=None)
        if is_first and turn.is_retry:
            _settle_replaced([turn.answer_id], is_kept=ending.state in (State.FAILED, State.INTERRUPTED))


def interrupt(which: Q) -> int:
    """Settle the running answers of a process that is no more; how many there were."""
    with transaction.atomic():
        lost = list(
            Answer.objects.select_for_update(of=("self",))
            .filter(which, state=State.RUNNING)
            .values_list("pk", flat=True)
        )
        Answer.objects.filter(pk__in=lost).update(state=State.INTERRUPTED, settled_at=timezone.now(), reason="lost")
        usage.record_lost(lost)
        _settle_replaced(lost, is_kept=True)
    return len(lost)


def _settle_replaced(answer_ids: list[str], *, is_kept: bool) -> None:
    """A retry hides what it replaces. If it fails, the old comes back and what there is of the new goes."""
    replaced = Item.objects.filter(replaced_by__in=answer_ids)
    if not is_kept:
        replaced.delete()
        return
    retries = set(replaced.values_list("replaced_by", flat=True))
    if retries:
        Item.objects.filter(answer__in=retries).delete()
        replaced.update(replaced_by=None)


def find(answer_id: str, asker: Asker) -> Claim:
    """An answer in one of the asker's threads."""
    row = Answer.objects.filter(pk=answer_id, thread__in=Thread.objects.of(asker)).first()
    if row is None:
        raise NotFoundError(answer_id)
    return Claim.of(row)


def keyed(key: str, asker: Asker) -> Claim | None:
    """The answer to the request that was sent with this key before."""
    row = Answer.objects.filter(asked_by=asker.user.pk, key=key).first()
    if row is None:
        return None
    claim = Claim.of(row)
    is_fresh = claim.is_leased or row.started_at > timezone.now() - timedelta(seconds=AT_ONCE)
    if key.startswith(BY_CONTENT) and not is_fresh:
        # The same words once more, and meant so: the name is free for them.
        Answer.objects.filter(pk=row.pk).update(key="")
        return None
    return claim


def latest(thread_id: str, asker: Asker) -> Claim | None:
    """The newest answer of a thread; one whose process died is settled on the way."""
    newest = (
        Answer.objects.filter(thread=thread_id, thread__in=Thread.objects.of(asker)).order_by("-started_at").first()
    )
    if newest is None:
        return None
    found = Claim.of(newest)
    if newest.state == State.RUNNING and not found.is_leased:
        interrupt(Q(pk=newest.pk, leased_until__lt=timezone.now()))
    return found


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=chatkit().LEASE_SECONDS)
