"""Allowances as rows: who is within their limits, decided by the database in one statement for each of them.

What an answer may cost is reserved before it begins and put right when it ends. Whoever takes locks the row of their
allowance until the end of the transaction, so that what is counted after that holds. The order, from the answer by its
person to their organisation, is everywhere the same, so that nobody waits for somebody who waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import BigIntegerField, Case, DateTimeField, DecimalField, F, Field, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from chat.conf import chatkit
from chat.context import Asker
from chat.errors import AtOnce, Refusal, TooOften, UsedUp
from chat.limits import MINUTE, Limits, Standing, limit_rules, today, tomorrow
from chat.models import Allowance, Answer
from chat.models.allowance import address, organisation, person
from chat.prices import cost_of
from chat.turns import Reserve, Spent

A_WHILE = timedelta(seconds=5)
"""After which an answer may be over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taker:
    """Somebody with an allowance, and the limits that hold unless their row has others."""

    subject: str
    limits: Limits
    known: dict[str, Any]
    """The columns that say whose row it is."""
    is_shared: bool = False


def reserve(asker: Asker) -> tuple[Reserve, Standing]:
    """Take what an answer may cost from the person and their organisation; how the scarcer of the two stands then.

    To be called where the answer is a row already, in the same transaction. Raises `TooOften`, `AtOnce` or `UsedUp`.
    """
    tokens = limit_rules().reserved
    held = Reserve(today(), tokens, cost_of(Spent(model=chatkit().MODEL, input_tokens=tokens)))
    standings = []
    for taker in _takers(asker):
        _take(taker, held)
        standing = _standing(taker, asker)
        if standing.limits.at_once is not None and standing.at_once > standing.limits.at_once:
            raise AtOnce(timezone.now() + A_WHILE, is_shared=taker.is_shared)
        standings.append(standing)
    return held, max(standings, key=lambda one: one.of_day or 0)


def count(asker: Asker) -> None:
    """Take one of the minute's, for what is no answer. Raises `TooOften`, and `UsedUp` where the day is."""
    with transaction.atomic():  # who is refused for their organisation has used nothing of their own
        for taker in _takers(asker):
            _take(taker, _nothing())


def count_address(mark: str) -> None:
    """Take one of an address's. Raises `TooOften`."""
    limits = Limits(per_minute=limit_rules().address)
    _take(_Taker(subject=address(mark), limits=limits, known={}), _nothing())


def _nothing() -> Reserve:
    return Reserve(today(), 0, Decimal(0))


def settle(held: Reserve, tokens: int, cost: Decimal, *, user_id: object, tenant: str) -> None:
    """Put what was used into the place of what was reserved, unless the day is over by which it was."""
    for subject in [person(user_id), *([organisation(tenant)] if tenant else [])]:
        Allowance.objects.filter(subject=subject, day=held.day).update(
            tokens_used=F("tokens_used") + (tokens - held.tokens), cost_used=F("cost_used") + (cost - held.cost)
        )


def give_back(held: Reserve, asker: Asker) -> None:
    """As if it had never been asked for."""
    settle(held, 0, Decimal(0), user_id=asker.user.pk, tenant=asker.tenant)
    for taker in _takers(asker):
        mine = Allowance.objects.filter(subject=taker.subject, minute_used__gt=0)
        mine.update(minute_used=F("minute_used") - 1)


def standings(asker: Asker) -> list[Standing]:
    """How a person stands, and their organisation where it has an allowance."""
    return [_standing(taker, asker) for taker in _takers(asker)]


def forget_addresses() -> int:
    """Delete what was counted of addresses long ago; how many there were."""
    old = Allowance.objects.filter(subject__startswith=address(""), minute_began__lt=timezone.now() - 60 * MINUTE)
    return old.delete()[0]


def _takers(asker: Asker) -> Iterator[_Taker]:
    rules, user = limit_rules(), cast(AbstractUser, asker.user)
    groups = list(user.groups.filter(name__in=rules.groups).values_list("name", flat=True)) if rules.groups else []
    yield _Taker(subject=person(user.pk), limits=rules.of_person(groups), known={"user_id": user.pk})
    if asker.tenant:
        known = {"tenant": asker.tenant}
        limits = rules.of_organisation()
        yield _Taker(subject=organisation(asker.tenant), limits=limits, known=known, is_shared=True)


def _take(taker: _Taker, held: Reserve) -> None:
    """One statement, or two for somebody's first time. Raises what `_refusal` says."""
    now = timezone.now()
    if _taken(taker, held, now):
        return
    Allowance.objects.bulk_create([Allowance(subject=taker.subject, **taker.known)], ignore_conflicts=True)
    if not _taken(taker, held, now):
        raise _refusal(taker, now)


def _taken(taker: _Taker, held: Reserve, now: datetime) -> int:
    """Add to what was used, if that is below each limit; the number of rows, which is one or none."""
    # A clock that was put back must not make a minute last an hour; one that is a little behind begins no new one.
    is_over = Q(minute_began=None) | Q(minute_began__lte=now - MINUTE) | Q(minute_began__gt=now + MINUTE)
    began = Case(When(is_over, then=Value(now)), default=F("minute_began"), output_field=DateTimeField())
    in_minute = Case(When(is_over, then=0), default=F("minute_used"), output_field=IntegerField())
    tokens = _of_day(held.day, "tokens_used", BigIntegerField())
    cost = _of_day(held.day, "cost_used", DecimalField(max_digits=14, decimal_places=6))
    limits = taker.limits
    row = Allowance.objects.alias(in_minute=in_minute, tokens_today=tokens, cost_today=cost)
    return row.filter(
        _below("in_minute", "per_minute", limits.per_minute),
        _below("tokens_today", "tokens", limits.tokens),
        _below("cost_today", "cost", limits.cost),
        subject=taker.subject,
    ).update(
        minute_began=began,
        minute_used=in_minute + 1,
        day=held.day,
        tokens_used=tokens + held.tokens,
        cost_used=cost + held.cost,
    )


def _of_day(day: date, name: str, field: Field[Any, Any]) -> Case:
    return Case(When(day=day, then=F(name)), default=0, output_field=field)


def _below(used: str, own: str, limit: int | Decimal | None) -> Q:
    """That less is used than the row's own limit, or else the usual one, allows."""
    if limit is None:
        return Q(**{own: None}) | Q(**{f"{used}__lt": F(own)})
    return Q(**{f"{used}__lt": Coalesce(F(own), Value(limit))})


def _standing(taker: _Taker, asker: Asker) -> Standing:
    now = timezone.now()
    row = Allowance.objects.filter(subject=taker.subject).first() or Allowance(subject=taker.subject)
    began = row.minute_began
    is_now = began is not None and now - MINUTE < began <= now + MINUTE
    is_today = row.day == today()
    running = Answer.objects.filter(state=Answer.State.RUNNING, leased_until__gt=now)
    mine = running.filter(thread__tenant=asker.tenant) if taker.is_shared else running.filter(asked_by=asker.user.pk)
    return Standing(
        limits=_limits(row, taker),
        in_minute=row.minute_used if is_now else 0,
        minute_ends=(began if began and is_now else now) + MINUTE,
        at_once=mine.count(),
        tokens=row.tokens_used if is_today else 0,
        cost=row.cost_used if is_today else Decimal(0),
        is_shared=taker.is_shared,
    )


def _limits(row: Allowance, taker: _Taker) -> Limits:
    own = {name: getattr(row, name) for name in ("per_minute", "at_once", "tokens", "cost")}
    return taker.limits.replaced(own)


def _refusal(taker: _Taker, now: datetime) -> Refusal:
    """Which of the limits it was; the one that lasts longer, if it was both."""
    row = Allowance.objects.get(subject=taker.subject)
    limits = _limits(row, taker)
    for used, limit in ((row.tokens_used, limits.tokens), (row.cost_used, limits.cost)):
        if limit is not None and row.day == today() and used >= limit:
            return UsedUp(tomorrow(), is_shared=taker.is_shared)
    return TooOften((row.minute_began or now) + MINUTE, is_shared=taker.is_shared)
