"""Every Python and HTML example of the documentation is carried out, in a shop that is made up around it."""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.http import HttpRequest
from django.template import engines
from django.test import AsyncClient, AsyncRequestFactory, RequestFactory
from django.test.utils import isolate_apps
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from pytest_django import Settings

import chat
import chat.testing
from chat import (
    Asker,
    answer_settled,
    limits,
    person_erased,
    registry,
    scanning,
    thread_flagged,
    thread_moderated,
    thread_started,
)
from chat.errors import Harmful
from chat.facts import facts_of
from chat.testing import People, Wire, answer_of, people, script, text_of, thread_of
from tests.chat.examples import carried_out, example, examples


@pytest.fixture
def somebody(transactional_db: None) -> People:
    return people()


@pytest.fixture(autouse=True)
def _as_before(registers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an example registers is gone afterwards; and the shop has a module that settings can name."""
    crm = ModuleType("shop.crm")
    crm.credential = lambda asker: "token"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "shop", ModuleType("shop"))
    monkeypatch.setitem(sys.modules, "shop.crm", crm)
    site = admin.AdminSite()
    site._registry = dict(admin.site._registry)
    monkeypatch.setattr(admin.site, "_wrapped", site)
    monkeypatch.setattr(registry, "effects", set())
    for kind in (registry.tools, registry.guardrails):  # the gallery's have some of these names
        kind.entries = {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", examples("python"))
def test_an_example_runs(code: str, settings: Settings) -> None:
    labelled = code.replace("models.Model):\n", "models.Model):\n    class Meta: app_label = 'gallery'\n")
    with isolate_apps("gallery"):
        known = carried_out(labelled)
    if "CHATKIT" in known:
        settings.CHATKIT = {**settings.CHATKIT, **known["CHATKIT"]}
        assert run_checks(tags=["chatkit"]) == []
    if "urlpatterns" in known:
        patterns = [one for one in known["urlpatterns"] if one is not ...]
        assert URLResolver(RegexPattern(""), patterns).resolve("chat/wire/").url_name == "wire"


@pytest.mark.parametrize("code", examples("html"))
def test_a_template_renders(code: str, rf: RequestFactory, somebody: People) -> None:
    request = rf.get("/")
    request.user, request.session = somebody.alice, {}  # type: ignore[assignment]
    product = SimpleNamespace(pk=1, name="Teapot", description="It keeps tea warm.", __str__=lambda: "Teapot")
    loaded = code if "{% load" in code else "{% load chatkit %}" + code
    said = engines["django"].from_string(loaded).render({"product": product}, request)
    assert "chatkit" in said
    assert ("<chatkit-host" in said) == ("{% chatkit %}" in code)


@pytest.fixture
async def wire(somebody: People) -> Wire:
    client = AsyncClient()
    await sync_to_async(lambda: get_user_model().objects.filter(pk=somebody.alice.pk).update(is_superuser=True))()
    await client.aforce_login(somebody.alice)
    return Wire(client)


@pytest.mark.parametrize(
    ("word", "call", "seen"),
    [
        ("def my_orders", ["my_orders", {"year": 2026}], "Looking at your orders …"),
        ("def find_a_table", ["find_a_table", {"guests": 2}], "2 tables"),
        ("def opening_hours", ["opening_hours", {}], "Looking at the clock …"),
    ],
)
async def test_the_model_calls_the_tool_of_an_example(word: str, call: list[Any], seen: str, wire: Wire) -> None:
    known = example(word)
    events = await wire.ask(script(text="Done.", tool=call))
    assert text_of(answer_of(events)) == "Done."
    assert any(seen in str(event) for event in events)
    assert known["Order"].objects.filter.called == (call[0] == "my_orders")


def test_the_button_of_an_example_shows_a_new_card() -> None:
    put_in_cart = example("put_in_cart")["put_in_cart"]
    card = put_in_cart(SimpleNamespace(user=None), 2, 3, widget=None)
    assert card.children[0].value == "6"


async def test_the_guardrail_of_an_example_speaks_instead_of_the_model(wire: Wire) -> None:
    example("no_card_numbers")
    events = await wire.ask("My card is 4111")
    assert "without the card number" in str(events)
    assert "You said" not in str(events)
    assert text_of(answer_of(await wire.ask("My cat is four"))) == "You said: My cat is four"


async def test_the_server_of_an_example_has_the_store_of_the_example(
    wire: Wire, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = example("class Counting")
    monkeypatch.setitem(sys.modules, "shop.chat_server", SimpleNamespace(**known))
    settings.CHATKIT = {**settings.CHATKIT, "SERVER": "shop.chat_server.Counted"}
    thread_id = thread_of(await wire.ask("Hello"))
    before = known["Counting"].opened
    await wire.call("threads.get_by_id", thread_id=thread_id)
    assert known["Counting"].opened == before + 1


async def test_the_hooks_of_an_example_are_asked(somebody: People, settings: Settings, tmp_path: Path) -> None:
    settings.CHATKIT = {**settings.CHATKIT, **example("def scanner")["CHATKIT"]}
    told = await facts_of(Asker(somebody.alice, language="fr"))
    assert told["language"] == "fr"
    file = tmp_path / "file"
    file.write_bytes(b"It sails at nine.")
    scanning.check(file)
    file.write_bytes(b"MZ\x90")
    with pytest.raises(Harmful):
        scanning.check(file)
    request = AsyncRequestFactory().get("/", headers={"Shop": "3"})
    request.user = somebody.alice
    assert (await Asker.of(request)).tenant == "3"


def test_the_site_of_an_example_asks_to_sign_in_again(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")
    unwelcome = example("def unwelcome")["unwelcome"]
    request.session = {"expires": time.time() + 60}  # type: ignore[assignment]
    assert unwelcome(request) is None
    request.session = {"expires": time.time() - 60}  # type: ignore[assignment]
    assert b"/sign-in/" in unwelcome(request).as_response().content


def test_the_receivers_of_an_example_hear_each_signal(caplog: pytest.LogCaptureFixture) -> None:
    known, told = example("def call_somebody"), {"thread_id": "thr_1", "by": "alice", "reason": "rude"}
    caplog.set_level("INFO")
    for signal, what, line in [
        (thread_started, {"tenant": ""}, "alice has begun thr_1 for themselves"),
        (answer_settled, {"answer_id": "ans_1", "outcome": "finished"}, "ans_1 is finished"),
        (thread_flagged, {"source": "person"}, "A person objects to thr_1: rude"),
        (thread_moderated, {"act": "lock"}, "lock: thr_1 by alice"),
    ]:
        signal.send(None, **told, **what)
        assert caplog.messages[-1] == line
    person_erased.send(None, user_id="7")
    known["Order"].objects.filter.assert_called_with(customer="7")


async def test_the_agent_of_an_example_says_what_the_script_says() -> None:
    await example("async def test_the_agent")["test_the_agent"]()


def test_the_people_of_an_example_are_who_they_are_said_to_be(somebody: People) -> None:
    example("def shop_people")["test_only_carol_works_here"](somebody)


@pytest.mark.parametrize("name", [*chat.__all__, *chat.testing.__all__])
def test_each_public_name_has_an_example(name: str) -> None:
    written = [code.values[0] for language in ("python", "html") for code in examples(language)]
    assert any(re.search(rf"\b{name}\b", code) for code in written)


def test_an_allowance_looks_as_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    [shown] = (json.loads(one.values[0])["allowances"][0] for one in examples("json") if "allowances" in one.values[0])
    ends = {name: datetime.fromisoformat(one["renews_at"]) for name, one in shown["limits"].items()}
    monkeypatch.setattr(limits, "tomorrow", lambda: ends["cost"])
    standing = limits.Standing(
        limits=limits.Limits(per_minute=30, cost=Decimal(2)),
        in_minute=1,
        minute_ends=ends["per_minute"],
        at_once=0,
        tokens=0,
        cost=Decimal("1.7"),
        is_shared=False,
    )
    assert standing.as_json() == shown
