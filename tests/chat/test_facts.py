"""What the site knows of the asker, and what it says where its own function fails."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from chat import facts
from chat.context import Asker
from chat.database import in_database
from chat.facts import facts_of


def _more(asker: Asker) -> dict[str, Any]:
    return {"plan": "gold", "nothing": None}


async def _later(asker: Asker) -> dict[str, Any]:
    return {"plan": "silver"}


def _broken(asker: Asker) -> dict[str, Any]:
    raise RuntimeError("no")


def _slow(asker: Asker) -> dict[str, Any]:
    time.sleep(1)
    return {"plan": "late"}


async def test_name_language_and_groups(alice: Asker) -> None:
    await in_database(lambda: alice.user.groups.add(Group.objects.create(name="Tea club")))  # type: ignore[attr-defined]
    assert await facts_of(alice) == {"name": "alice", "language": "en", "groups": ["Tea club"]}


async def test_a_full_name_is_used_where_there_is_one(alice: Asker) -> None:
    alice.user.first_name, alice.user.last_name = "Alice", "Liddell"  # type: ignore[attr-defined]
    assert (await facts_of(alice))["name"] == "Alice Liddell"


@pytest.mark.parametrize(("function", "plan"), [(_more, "gold"), (_later, "silver"), (_broken, None)])
async def test_the_site_may_add_to_them(function: Any, plan: str | None, alice: Asker, settings: Settings) -> None:
    settings.CHATKIT = {**settings.CHATKIT, "FACTS": function}
    known = await facts_of(alice)
    assert known.get("plan") == plan
    assert known["name"] == "alice"
    assert "nothing" not in known


async def test_it_is_not_waited_for_without_end(
    alice: Asker, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "PATIENCE", 0.1)
    settings.CHATKIT = {**settings.CHATKIT, "FACTS": _slow}
    assert "plan" not in await facts_of(alice)
