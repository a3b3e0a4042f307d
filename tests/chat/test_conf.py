"""`CHATKIT` has defaults, and follows `override_settings`."""

from __future__ import annotations

from pytest_django import Settings

from chat.conf import chatkit


def test_an_empty_dict_is_enough(settings: Settings) -> None:
    settings.CHATKIT = {}
    assert chatkit().UI == "auto"
    assert chatkit().TRACING is False


def test_a_site_without_the_dict_has_the_defaults(settings: Settings) -> None:
    settings.CHATKIT = {"HISTORY_TOKENS": 1}  # whose end is announced, which that of a deletion is not
    del settings.CHATKIT
    assert chatkit().HISTORY_TOKENS == 12_000


def test_changes_are_seen(settings: Settings) -> None:
    settings.CHATKIT = {"UI": "builtin"}
    assert chatkit().UI == "builtin"
    settings.CHATKIT = {"UI": "openai"}
    assert chatkit().UI == "openai"
