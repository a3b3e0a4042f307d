"""Forgetting: threads go when the site's rules say so, in short transactions, whoever else runs and whatever dies."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import connections, router, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from chat.limits import today
from chat.models import Answer, DataRequest, Suspension, Thread, Usage
from chat.models.thread import ThreadQuerySet
from chat.privacy.batches import batches
from chat.privacy.deletion import delete_threads
from chat.retention import RetentionRules, retention_rules
from chat.rows import allowances, leftovers

COPIES = timedelta(days=7)
"""For how long a person's copy of their data can be fetched."""


@dataclass(slots=True)
class Forgotten:
    """How much went, or would go."""

    threads: int = 0
    items: int = 0
    usage: int = 0
    copies: int = 0
    leftovers: int = 0


def due() -> Forgotten:
    """What `forget` would delete now, of what people said."""
    threads = _idle(_rule(retention_rules()))
    counted = threads.aggregate(items=Sum("last_sequence"))
    return Forgotten(threads=threads.count(), items=counted["items"] or 0, usage=_old_usage(retention_rules()).count())


def forget(*, rest: float = 0.5, tell: Callable[[Forgotten], None] = lambda so_far: None) -> Forgotten:
    """Delete what is due. After each batch it rests for a part of the time that the batch took, so that others come to
    their turn. Two at once share the work; one that dies has finished what it has told.
    """
    rules, forgotten = retention_rules(), Forgotten()
    which = _rule(rules)
    for thread_ids in batches(_idle(which)):
        began = time.monotonic()
        with transaction.atomic():
            going = _locked(which, thread_ids)
            forgotten.items += delete_threads(going)
        forgotten.threads += len(going)
        tell(forgotten)
        time.sleep((time.monotonic() - began) * rest)
    _forget_the_rest(rules, forgotten)
    return forgotten


def _idle(which: Q) -> ThreadQuerySet:
    """Those that may go: nothing holds them, and nobody is answering there."""
    running = Answer.objects.filter(thread=OuterRef("pk"), state=Answer.State.RUNNING, leased_until__gt=timezone.now())
    return Thread.objects.filter(which, ~Exists(running), is_held=False)


def _rule(rules: RetentionRules) -> Q:
    """Which threads the rules are done with."""
    now = timezone.now()
    which = Q(pk__in=[])
    if rules.days is not None:
        which |= Q(updated_at__lt=now - timedelta(days=rules.days)) & ~Q(tenant__in=list(rules.tenants))
    for tenant, days in rules.tenants.items():
        if days is not None:
            which |= Q(tenant=tenant, updated_at__lt=now - timedelta(days=days))
    for group, days in rules.groups.items():
        people = get_user_model()._default_manager.filter(groups__name=group)
        which |= Q(owner__in=people, updated_at__lt=now - timedelta(days=days))
    return which


def _locked(which: Q, thread_ids: list[str]) -> list[str]:
    """Those of a batch that are still due, and that nobody else is deleting or writing in at this moment."""
    can_skip = connections[router.db_for_write(Thread)].features.has_select_for_update_skip_locked
    rows = _idle(which).select_for_update(of=("self",), skip_locked=can_skip)
    return list(rows.filter(pk__in=thread_ids).values_list("pk", flat=True))


def _old_usage(rules: RetentionRules) -> QuerySet[Usage]:
    if rules.usage_days is None:
        return Usage.objects.none()
    return Usage.objects.filter(day__lt=today() - timedelta(days=rules.usage_days))


def _forget_the_rest(rules: RetentionRules, forgotten: Forgotten) -> None:
    now = timezone.now()
    forgotten.usage = _old_usage(rules).delete()[0]
    forgotten.copies = DataRequest.objects.filter(ended_at__lt=now - COPIES).delete()[0]
    Suspension.objects.filter(until__lt=now - COPIES).delete()
    allowances.forget_addresses()
    forgotten.leftovers = leftovers.clear()
