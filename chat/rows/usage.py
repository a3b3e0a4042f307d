"""Usage as rows: what each answer cost, also one that was stopped, failed or lost."""

from __future__ import annotations

import time
from collections.abc import Collection

from chat.context import Asker
from chat.limits import today
from chat.models import Answer, Usage
from chat.prices import cost_of
from chat.rows import allowances
from chat.turns import Ending, Turn


def record(turn: Turn, ending: Ending, asker: Asker, *, answer_id: str | None) -> None:
    """Add what an answer has cost, and put it into the place of what was reserved for it."""
    spent = turn.spent
    cost = cost_of(spent)
    Usage.objects.create(
        answer_id=answer_id,
        user_id=asker.user.pk,
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


def record_lost(answer_ids: Collection[str]) -> None:
    """Of answers whose process is no more, nobody knows what they cost; that they were is known."""
    lost = Answer.objects.filter(pk__in=list(answer_ids)).values_list("pk", "asked_by", "thread__tenant")
    Usage.objects.bulk_create(
        Usage(answer_id=pk, user_id=user, tenant=tenant, day=today(), outcome=Answer.State.INTERRUPTED)
        for pk, user, tenant in lost
    )
