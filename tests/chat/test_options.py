"""What the component is configured with is what OpenAI's published types allow; anything else is said at start."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.utils import translation
from pytest_django import Settings

from chat.conf import chatkit
from chat.context import Asker
from chat.options import faults, locale, options

FULL: dict[str, Any] = {
    "MODELS": [{"id": "a", "label": "A", "description": "The first", "default": True}],
    "COMPOSER_TOOLS": [{"id": "search_site", "label": "Search", "icon": "search", "pinned": True}],
    "PROMPTS": ["How?", "Why?"],
    "DISCLAIMER": "It may be *wrong*.",
    "THEME": {"colorScheme": "dark", "radius": "pill", "color": {"accent": {"primary": "#0c4b33", "level": 1}}},
}


@pytest.mark.parametrize("given", [{}, FULL])
def test_what_the_site_says_fits(given: dict[str, Any], alice: Asker, settings: Settings) -> None:
    settings.CHATKIT = given
    assert list(faults(options(chatkit(), alice))) == []


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"MODELS": [{"id": "a"}]}, "composer.models.0"),
        ({"COMPOSER_TOOLS": [{"id": "a", "label": "A", "icon": "no-such-icon"}]}, "composer.tools.0.icon"),
        ({"COMPOSER_TOOLS": [{"id": "a", "label": "A", "icon": "search", "colour": "red"}]}, "composer.tools.0"),
        ({"THEME": {"radius": "wobbly"}}, "theme"),
        ({"THEME": "sepia"}, "theme"),
    ],
)
def test_what_does_not_fit_is_said_at_start(given: dict[str, Any], place: str, settings: Settings) -> None:
    settings.CHATKIT = given
    found = [message for message in run_checks(tags=["chatkit"]) if message.id == "chatkit.E006"]
    assert found
    assert place in str(found[0].msg)


@pytest.mark.parametrize(("language", "known"), [("de", "de"), ("pt-br", "pt-BR"), ("de-at", "de"), ("tlh", "")])
def test_the_language_is_one_that_chatkit_knows(language: str, known: str) -> None:
    with translation.override(language):
        assert locale() == known


def test_a_tool_that_one_may_not_use_is_not_offered(alice: Asker, settings: Settings) -> None:
    entries = [
        {"id": "staff_only", "label": "Staff", "icon": "keys"},
        {"id": "list_notes", "label": "N", "icon": "notebook"},
    ]
    settings.CHATKIT = {"COMPOSER_TOOLS": entries}
    assert [tool["id"] for tool in options(chatkit(), alice)["composer"]["tools"]] == ["list_notes"]
