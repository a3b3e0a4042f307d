"""Allowances as rows: who is within their limits, decided while their row is locked.

What an answer may cost is reserved before it begins and put right when it ends. Whoever takes locks the row of their
allowance until the end of the transaction, so that what is counted after that holds. The order, from the answer by its
person to their organisation, is everywhere the same, so that nobody waits for somebody who waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from chat.conf import chatkit
from chat.context import Asker
from chat.errors import AtOnce, TooOften, UsedUp
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
        standing = _standing(taker, asker, _take(taker, held))
        if standing.limits.at_once is not None and standing.at_once > standing.limits.at_once:
            raise AtOnce(timezone.now() + A_WHILE, is_shared=taker.is_shared)
        standings.append(standing)
    return held, max(standings, key=lambda one: one.of_day or 0)


def count(asker: Asker) -> None:
    """Take one of the minute's, for what is no answer. Raises `TooOften`, and `UsedUp` where the day is."""
    with transaction.atomic():  # who is refused for their organisation has used nothing of their own
        for taker in _takers(asker):
            _make(taker)
            _take(taker, _nothing())


def count_address(mark: str) -> None:
    """Take one of an address's. Raises `TooOften`."""
    taker = _Taker(subject=address(mark), limits=Limits(per_minute=limit_rules().address), known={})
    with transaction.atomic():
        _make(taker)
        _take(taker, _nothing())


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
    rows = Allowance.objects.in_bulk([taker.subject for taker in _takers(asker)], field_name="subject")
    return [
        _standing(taker, asker, rows.get(taker.subject) or Allowance(subject=taker.subject)) for taker in _takers(asker)
    ]


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


def _take(taker: _Taker, held: Reserve) -> Allowance:
    """Add to what was used, if that is below each limit; the row as it is then, which is locked.

    Raises `UsedUp` or `TooOften`: the one that lasts longer, if it is both.
    """
    row, now = _locked(taker), timezone.now()
    limits = _limits(row, taker)
    is_now = _is_now(row, now)
    in_minute = row.minute_used if is_now else 0
    tokens, cost = (row.tokens_used, row.cost_used) if row.day == held.day else (0, Decimal(0))
    if _reached(tokens, limits.tokens) or _reached(cost, limits.cost):
        raise UsedUp(tomorrow(), is_shared=taker.is_shared)
    if _reached(in_minute, limits.per_minute):
        raise TooOften((row.minute_began or now) + MINUTE, is_shared=taker.is_shared)
    row.minute_began, row.minute_used = row.minute_began if is_now else now, in_minute + 1
    row.day, row.tokens_used, row.cost_used = held.day, tokens + held.tokens, cost + held.cost
    row.save(update_fields=["minute_began", "minute_used", "day", "tokens_used", "cost_used"])
    return row


def _locked(taker: _Taker) -> Allowance:
    """Their row, which is made the first time; nobody else reads it before the transaction ends."""
    rows = Allowance.objects.select_for_update().filter(subject=taker.subject)
    if row := rows.first():
        return row
    _make(taker)
    return rows.get()


def _make(taker: _Taker) -> None:
    """Unless it is there; either way SQLite, which locks no rows, lets nobody else write from here on."""
    Allowance.objects.bulk_create([Allowance(subject=taker.subject, **taker.known)], ignore_conflicts=True)


def _is_now(row: Allowance, now: datetime) -> bool:
    """Whether the minute that its row counts is this one. A clock that was put back must not make it last an hour."""
    return row.minute_began is not None and now - MINUTE < row.minute_began <= now + MINUTE


def _reached(used: int | Decimal, limit: int | Decimal | None) -> bool:
    return limit is not None and used >= limit


def _standing(taker: _Taker, asker: Asker, row: Allowance) -> Standing:
    now = timezone.now()
    is_now, is_today = _is_now(row, now), row.day == today()
    running = Answer.objects.filter(state=Answer.State.RUNNING, leased_until__gt=now)
    mine = running.filter(thread__tenant=asker.tenant) if taker.is_shared else running.filter(asked_by=asker.user.pk)
    return Standing(
        limits=_limits(row, taker),
        in_minute=row.minute_used if is_now else 0,
        minute_ends=(row.minute_began if row.minute_began and is_now else now) + MINUTE,
        at_once=mine.count(),
        tokens=row.tokens_used if is_today else 0,
        cost=row.cost_used if is_today else Decimal(0),
        is_shared=taker.is_shared,
    )


def _limits(row: Allowance, taker: _Taker) -> Limits:
    own = {name: getattr(row, name) for name in ("per_minute", "at_once", "tokens", "cost")}
    return taker.limits.replaced(own)
