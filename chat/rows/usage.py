"""Usage as rows: what each answer cost, also one that was stopped, failed or lost."""

from __future__ import annotations

import time
from collections.abc import Collection
from decimal import Decimal

from django.utils import timezone

from chat.conf import chatkit
from chat.context import Asker
from chat.models import Answer, Usage
from chat.turns import Ending, Spent, Turn

MILLION = 1_000_000


def record(turn: Turn, ending: Ending, asker: Asker, *, answer_id: str | None) -> None:
    spent = turn.spent
    Usage.objects.create(
        answer_id=answer_id,
        user_id=asker.user.pk,
        tenant=asker.tenant,
        day=timezone.now().date(),
        model=spent.model,
        outcome=ending.state,
        input_tokens=spent.input_tokens,
        cached_tokens=spent.cached_tokens,
        output_tokens=spent.output_tokens,
        cost=cost_of(spent),
        first_token_seconds=spent.first_word_at and spent.first_word_at - spent.began_at,
        seconds=time.monotonic() - spent.began_at,
        tools=spent.tools,
    )


def record_lost(answer_ids: Collection[str]) -> None:
    """Of answers whose process is no more, nobody knows what they cost; that they were is known."""
    lost = Answer.objects.filter(pk__in=list(answer_ids)).values_list("pk", "asked_by", "thread__tenant")
    Usage.objects.bulk_create(
        Usage(answer_id=pk, user_id=user, tenant=tenant, day=timezone.now().date(), outcome=Answer.State.INTERRUPTED)
        for pk, user, tenant in lost
    )


def cost_of(spent: Spent) -> Decimal:
    """By the site's `PRICES`; nothing for a model without one. Cached tokens may have a price of their own."""
    entry = next((entry for entry in chatkit().PRICES if entry["model"] == spent.model), {})
    prices = {name: Decimal(str(price)) for name, price in entry.items() if name != "model"}
    read, nothing = prices.get("input", Decimal(0)), Decimal(0)
    fresh = max(0, spent.input_tokens - spent.cached_tokens)
    return (
        fresh * read
        + spent.cached_tokens * prices.get("cached", read)
        + spent.output_tokens * prices.get("output", nothing)
    ) / MILLION
