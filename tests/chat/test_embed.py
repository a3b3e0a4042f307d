"""What the template tags put into a page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import Settings

from accounts.models import User
from chat.errors import NotOffered
from chat.options import faults


def _rendered(source: str, *, user: Any, **attributes: Any) -> str:
    request = RequestFactory().get("/page/")
    request.user, request.session = user, {}  # type: ignore[assignment]
    for name, value in attributes.items():
        setattr(request, name, value)
    return Template("{% load chatkit %}" + source).render(Context({"request": request}))


def _config(html: str) -> dict[str, Any]:
    found = re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found, html
    config: dict[str, Any] = json.loads(found[1])
    return config


def test_the_docked_chat_knows_its_site() -> None:
    html = _rendered("{% chatkit %}", user=User(username="alice"))
    assert '<chatkit-host mode="docked" id="chatkit-docked-' in html
    config = _config(html)
    assert config["signedIn"] is True
    assert config["options"]["api"]["url"] == "/chat/wire/"
    assert len(config["csrf"]["token"]) == 64
    assert (config["csrf"]["cookie"], config["csrf"]["header"]) == ("csrftoken", "X-CSRFTOKEN")


@pytest.mark.parametrize("user", [User(username="alice"), AnonymousUser()], ids=["signed-in", "signed-out"])
@pytest.mark.parametrize("mode", ["docked", "page"])
def test_openais_component_takes_its_options(mode: str, user: User | AnonymousUser) -> None:
    given = _config(_rendered('{% chatkit mode="' + mode + '" %}', user=user))["options"]
    assert {"api", "composer", "startScreen"} <= set(given)
    assert list(faults(given)) == []


def test_somebody_signed_out_gets_a_way_in_and_no_token() -> None:
    config = _config(_rendered("{% chatkit %}", user=AnonymousUser()))
    assert config["signedIn"] is False
    assert config["loginUrl"] == "/accounts/login/"
    assert config["csrf"]["token"] == ""


def test_a_page_of_its_own_is_another_mode() -> None:
    assert '<chatkit-host mode="page">' in _rendered('{% chatkit mode="page" %}', user=AnonymousUser())


def test_the_assets_pass_a_nonce_on() -> None:
    assert 'nonce="abc"' in _rendered("{% chatkit_assets %}", user=AnonymousUser(), csp_nonce="abc")
    assert "nonce" not in _rendered("{% chatkit_assets %}", user=AnonymousUser())


def test_what_stays_from_page_to_page_is_one_persons() -> None:
    kept = {re.search(r'id="([^"]+)"', _rendered("{% chatkit %}", user=User(pk=pk))) for pk in (1, 2)}
    assert len({found and found[1] for found in kept}) == 2
    assert "data-turbo-permanent" not in _rendered("{% chatkit %}", user=AnonymousUser())


def test_nor_is_it_another_organisations(settings: Settings) -> None:
    kept = set()
    for name in ("red", "blue"):
        settings.CHATKIT = {"TENANT": lambda _, name=name: name}
        html = _rendered("{% chatkit %}", user=User(pk=1))
        kept.add((_config(html)["madeFor"]["mark"], html.partition(' id="')[2].partition('"')[0]))
    assert len(kept) == 2


def test_whom_the_site_turns_away_sees_the_page_all_the_same(settings: Settings) -> None:
    settings.CHATKIT = {"TENANT": _turns_away}
    html = _rendered("{% chatkit %}", user=User(pk=1))
    assert _config(html)["madeFor"]["mark"] == ""
    assert "data-turbo-permanent" not in html


def _turns_away(_: object) -> str:
    raise NotOffered


def test_nothing_in_the_page_can_break_out_of_its_json(settings: Settings) -> None:
    settings.CHATKIT = {"GREETING": "</script><script>alert(1)</script>"}
    html = _rendered("{% chatkit %}", user=AnonymousUser())
    assert "<script>alert" not in html
    assert _config(html)["options"]["startScreen"]["greeting"] == settings.CHATKIT["GREETING"]


@pytest.mark.parametrize("mode", ["docked", "page"])
def test_no_script_or_style_is_inline(mode: str) -> None:
    html = _rendered('{% chatkit_assets %}{% chatkit mode="' + mode + '" %}', user=AnonymousUser())
    for tag in re.findall(r"<script[^>]*>", html):
        assert "src=" in tag or 'type="application/json"' in tag
    assert "<style" not in html
    assert "style=" not in html
