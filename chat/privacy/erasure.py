"""Erasure: nothing that a person said or sent is left, nor anything that says so; what was done about them is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from chat import relay
from chat.models import Answer, Attachment, DataRequest, Feedback, Thread, Usage
from chat.moderation import audit, telling
from chat.privacy.batches import batches
from chat.privacy.deletion import delete_threads
from chat.signals import person_erased
from chat.staff import Staff

Tell = Callable[[int, int], None]
"""Told of the threads that are done, and of all there are."""


@dataclass(slots=True)
class Erased:
    threads: int = 0
    items: int = 0
    kept: int = 0
    """Threads that have to be kept; staff hold them."""


def erase(user: Any, *, by: Staff | None = None, reason: str = "", tell: Tell = lambda done, total: None) -> Erased:
    """Erase all that the chat knows of a person, batch by batch: what is done when the process dies stays done.

    What is left belongs to others: what an answer cost, without a name, and the trail of what staff did, in which the
    person is a keyed hash. Limits and suspensions hold until the account itself is deleted.
    """
    _stop_answers(user.pk)
    told = _told_of_late(user.pk)
    erased, mine = Erased(), Thread.objects.owned_by(user.pk)
    total = mine.count()
    for thread_ids in batches(mine.filter(is_held=False)):
        with transaction.atomic():
            locked = mine.select_for_update(of=("self",)).filter(pk__in=thread_ids, is_held=False)
            going = list(locked)
            erased.items += delete_threads([thread.pk for thread in going])
            for thread in going:
                transaction.on_commit(lambda thread=thread: telling.tell_owner(thread, "deleted"))  # type: ignore[misc]
        erased.threads += len(going)
        tell(erased.threads, total)
    relay.forget(told)
    erased.kept = mine.filter(is_held=True).count()
    with transaction.atomic():
        _erase_the_rest(user.pk)
        counts = {"threads": erased.threads, "items": erased.items, "kept": erased.kept}
        audit.record_of_person(audit.ERASE_PERSON, user.pk, by=by, reason=reason, **counts)
    person_erased.send_robust(type(user), user_id=user.pk)
    return erased


def _stop_answers(user_id: Any) -> None:
    """What they have said goes with their threads; one that goes on all the same finds no place for it."""
    running = Answer.objects.filter(asked_by=user_id, state=Answer.State.RUNNING)
    for answer_id, worker in running.values_list("pk", "worker"):
        telling.stop(answer_id, worker, by=user_id)


def _told_of_late(user_id: Any) -> list[str]:
    """The answers whose events Redis may still remember, so that other processes can follow them."""
    recent = Answer.objects.filter(asked_by=user_id, started_at__gt=timezone.now() - timedelta(seconds=relay.RUNNING))
    return list(recent.values_list("pk", flat=True))


def _erase_the_rest(user_id: Any) -> None:
    kept = Q(thread__is_held=True)
    Attachment.objects.filter(owner=user_id).exclude(kept).delete()
    DataRequest.objects.filter(user=user_id, kind=DataRequest.Kind.COPY).delete()
    Feedback.objects.filter(user=user_id).exclude(item__thread__is_held=True).delete()
    Usage.objects.filter(user=user_id).update(user=None)
