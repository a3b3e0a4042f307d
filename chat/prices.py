"""Prices: what tokens cost, by the site's `PRICES`."""

from __future__ import annotations

from decimal import Decimal

from chat.conf import chatkit
from chat.turns import Spent

MILLION = 1_000_000


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
