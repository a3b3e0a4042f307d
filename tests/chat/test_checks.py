"""What is wrong with `CHATKIT` is said at start, and what is right is not complained about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from chat import extras


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Takes the packages of an extra away."""

    def take(extra: str) -> None:
        monkeypatch.setitem(extras.NEEDED, extra, ("not_installed_at_all",))
        extras.has.cache_clear()

    yield take
    monkeypatch.undo()
    extras.has.cache_clear()


def _found() -> list[str | None]:
    return [message.id for message in run_checks(tags=["chatkit"])]


@pytest.mark.parametrize("chatkit", [{}, {"UI": "builtin", "HISTORY_TOKENS": 5, "PROMPTS": ["a"]}])
def test_sound_settings_pass(chatkit: dict[str, Any], settings: Settings) -> None:
    settings.CHATKIT = chatkit
    assert _found() == []


@pytest.mark.parametrize(
    ("chatkit", "found"),
    [
        ({"HISTROY_TOKENS": 5}, "chatkit.E001"),
        ({"UI": "fancy"}, "chatkit.E002"),
        ({"MODEL_API": "telepathy"}, "chatkit.E002"),
        ({"HISTORY_TOKENS": 0}, "chatkit.E003"),
        ({"HISTORY_TOKENS": "many"}, "chatkit.E003"),
        ({"BODY_BYTES": True}, "chatkit.E003"),
        ({"PROMPTS": "How?"}, "chatkit.E004"),
        ({"TRACING": "no"}, "chatkit.E005"),
        ({"LIMITS": {"per_hour": 5}}, "chatkit.E009"),
        ({"LIMITS": {"per_minute": "many"}}, "chatkit.E009"),
        ({"LIMITS": {"cost": "much"}}, "chatkit.E009"),
        ({"LIMITS": {"groups": {"Guests": {"token": 5}}}}, "chatkit.E009"),
        ({"LIMITS": {"organisation": {"tokens": -1}}}, "chatkit.E009"),
        ({"RETENTION": {"day": 365}}, "chatkit.E010"),
        ({"RETENTION": {"tenants": {"acme": "soon"}}}, "chatkit.E010"),
    ],
)
def test_a_fault_has_its_id(chatkit: dict[str, Any], found: str, settings: Settings) -> None:
    settings.CHATKIT = chatkit
    assert _found() == [found]


@pytest.mark.parametrize(
    "name", ["django.middleware.gzip.GZipMiddleware", "compression_middleware.middleware.CompressionMiddleware"]
)
def test_middleware_that_collects_streams_is_named(name: str, settings: Settings) -> None:
    settings.MIDDLEWARE = [name, *settings.MIDDLEWARE]
    assert _found() == ["chatkit.W001"]


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ({"largest": 5}, ["chatkit.E007"]),
        ({"types": ["exe"]}, ["chatkit.E008"]),
        ({"sizes": {"exe": 5}}, ["chatkit.E008"]),
        ({"count": 0}, []),
    ],
)
def test_a_rule_for_files_that_means_nothing_is_named(
    rules: dict[str, Any], found: list[str], settings: Settings
) -> None:
    settings.CHATKIT = {"FILES": rules}
    assert _found() == found


@pytest.mark.parametrize(
    ("extra", "chatkit"),
    [
        ("search", {}),  # this site's pages are searchable
        ("files", {"FILES": {"count": 2}}),
        ("voice", {"TRANSCRIPTION_MODEL": "whisper-1"}),
        ("scanner", {"FILES": {"scanner": "chat.scanning.clamav"}}),
        ("redis", {"REDIS_URL": "redis://127.0.0.1"}),
    ],
)
def test_what_is_asked_for_and_not_installed_is_named(
    extra: str, chatkit: dict[str, Any], settings: Settings, without: Callable[[str], None]
) -> None:
    settings.CHATKIT = chatkit
    assert _found() == []
    without(extra)
    assert _found() == ["chatkit.E011"]


def test_search_without_its_app_is_named(settings: Settings) -> None:
    settings.INSTALLED_APPS = [name for name in settings.INSTALLED_APPS if name != "modelsearch"]
    assert _found() == ["chatkit.E012"]
