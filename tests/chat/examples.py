"""The examples of the documentation, and the shop that is made up around them."""

from __future__ import annotations

import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock, MagicMock

import pytest
from chatkit.widgets import Card, Text
from django.contrib.auth import get_user_model
from django.core.asgi import get_asgi_application
from django.db import models
from django.db.models import Sum
from django.urls import include, path

from chat.models import Usage

PAGES = [Path("README.md"), *sorted(Path("docs").glob("*.md"))]
ORDERS = [{"number": 7, "total": 12}]


def examples(language: str) -> list[Any]:
    found = ((page, re.findall(rf"```{language}\n(.*?)```", page.read_text(), re.DOTALL)) for page in PAGES)
    return [
        pytest.param(code, id=f"{page.stem}-{number}") for page, codes in found for number, code in enumerate(codes, 1)
    ]


def _table_card(free: list[int]) -> Card:
    return Card(children=[Text(value=f"{len(free)} tables")])


class _Cart:
    @classmethod
    def of(cls, user: Any) -> _Cart:
        return cls()

    def add(self, product: int, count: int) -> int:
        return product * count


def _shop() -> dict[str, Any]:
    """What the examples' files have besides: the reader's own code, and what such a file imports anyway."""
    order = MagicMock()
    order.objects.filter.return_value.values.return_value = ORDERS
    return {
        "__name__": "shop.chatkit_tools",
        "Order": order,
        "Product": MagicMock(),
        "Cart": _Cart,
        "Card": Card,
        "kitchen": SimpleNamespace(free_tables=AsyncMock(return_value=[3, 4])),
        "table_card": _table_card,
        "product_card": lambda count: Card(children=[Text(value=str(count))]),
        "looks_like_a_card": lambda text: "4111" in text,
        "user": get_user_model()(pk=0, is_superuser=True),
        "models": models,
        "path": path,
        "include": include,
        "get_asgi_application": get_asgi_application,
        "User": get_user_model(),
        "Usage": Usage,
        "Sum": Sum,
        "time": time,
    }


def carried_out(code: str) -> dict[str, Any]:
    known = _shop()
    # Nobody is warmed: this process is one already.
    exec(compile(code.replace("\nwarm()", ""), "example", "exec", dont_inherit=True), known)  # noqa: S102 - our pages'
    return known


def example(word: str) -> dict[str, Any]:
    return carried_out(next(one.values[0] for one in examples("python") if word in one.values[0]))
