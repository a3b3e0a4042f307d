"""Usage as rows: what each answer cost, also one that was stopped, failed or lost."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, F, Sum

from chat import metrics
from chat.context import Asker
from chat.limits import today
from chat.models import Answer, Usage
from chat.prices import cost_of
from chat.rows import allowances
from chat.turns import Ending, Turn


def _person_of(asker: Asker) -> Any:
    """Their primary key, unless they were deleted while the answer ran."""
    people = get_user_model()._default_manager
    return asker.user.pk if people.filter(pk=asker.user.pk).exists() else None


def record(turn: Turn, ending: Ending, asker: Asker, *, answer_id: str | None) -> None:
    """Add what an answer has cost, and put it into the place of what was reserved for it."""
    spent = turn.spent
    cost = cost_of(spent)
    Usage.objects.create(
        answer_id=answer_id,
        user_id=asker.user.pk if answer_id else _person_of(asker),
        tenant=asker.tenant,
        day=turn.reserve.day,
        model=spent.model,
        outcome=ending.state,
        input_tokens=spent.input_tokens,
        cached_tokens=spent.cached_tokens,
        output_tokens=spent.output_tokens,
        cost=cost,
        first_token_seconds=spent.first_word_at and spent.first_word_at - spent.began_at,
        seconds=time.monotonic() - spent.began_at,
        tools=spent.tools,
    )
    tokens = spent.input_tokens + spent.output_tokens
    allowances.settle(turn.reserve, tokens, cost, user_id=asker.user.pk, tenant=asker.tenant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the answers of a day came to; or, of all days together, where there is no day."""

    day: date | None
    answers: int
    tokens: int
    cost: Decimal


def month(asker: Asker) -> list[Day]:
    """What a person's answers have cost since the first of the month, in whichever organisation: the sum, then each day
    from the newest on.
    """
    mine = Usage.objects.filter(user=asker.user.pk, day__gte=today().replace(day=1))
    sums = {"answers": Count("pk"), "tokens": Sum(F("input_tokens") + F("output_tokens")), "costs": Sum("cost")}
    days = [{"day": None, **mine.aggregate(**sums)}, *mine.order_by("-day").values("day").annotate(**sums)]
    return [
        Day(day=row["day"], answers=row["answers"], tokens=row["tokens"] or 0, cost=row["costs"] or Decimal(0))
        for row in days
    ]


def record_lost(answer_ids: Collection[str]) -> None:
    """Of answers whose process is no more, nobody knows what they cost; that they were is known."""
    lost = Answer.objects.filter(pk__in=list(answer_ids)).values_list("pk", "asked_by", "thread__tenant")
    metrics.answers.labels(Answer.State.INTERRUPTED.value).inc(len(lost))
    Usage.objects.bulk_create(
        Usage(answer_id=pk, user_id=user, tenant=tenant, day=today(), outcome=Answer.State.INTERRUPTED)
        for pk, user, tenant in lost
    )
