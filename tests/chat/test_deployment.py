"""`check --deploy` says what would break a chat in production, and nothing where nothing would."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from chat import deployment

SOUND: dict[str, Any] = {
    "ASGI_APPLICATION": "config.asgi.application",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "CHANNEL_LAYERS": {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer"}},
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}},
    "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
    "ALLOWED_HOSTS": ["www.example.org"],
    "CHATKIT": {"UI": "openai", "DOMAIN_KEY": "domain_pk_1", "TRUSTED_PROXIES": 1},
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "MIDDLEWARE": ["csp.middleware.CSPMiddleware", "mozilla_django_oidc.middleware.SessionRefresh"],
    "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"script-src": ["https://cdn.platform.openai.com"]}},
    "OIDC_EXEMPT_URLS": [re.compile(r"/chat/")],
}
SQLITE = {"ENGINE": "django.db.backends.sqlite3"}
WAL = {"OPTIONS": {"init_command": "PRAGMA journal_mode=WAL;"}}


@pytest.fixture
def found(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[str | None]]:
    """What is said of a site with other settings. They are not really set: some cannot be changed at this time."""

    def looked(**changed: Any) -> set[str | None]:
        site = {**SOUND, **changed}
        settings.CHATKIT = site["CHATKIT"]
        monkeypatch.setattr(deployment, "of_the_site", site.get)
        monkeypatch.setattr(deployment, "middleware", lambda: site["MIDDLEWARE"])
        return {message.id for message in deployment.check_deployment()}

    return looked


def test_a_sound_site_is_told_nothing(found: Callable[..., set[str | None]]) -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"ASGI_APPLICATION": None}, "chatkit.W010"),
        ({"DATABASES": {"default": {**SOUND["DATABASES"]["default"], "ATOMIC_REQUESTS": True}}}, "chatkit.W011"),
        ({"CHANNEL_LAYERS": {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}}, "chatkit.W012"),
        ({"CHANNEL_LAYERS": {}}, "chatkit.W012"),
        ({"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}, "chatkit.W013"),
        ({"CHATKIT": {"UI": "openai", "TRUSTED_PROXIES": 1}}, "chatkit.W014"),
        ({"DATABASES": {"default": SQLITE}}, "chatkit.W015"),
        ({"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"script-src": ["'self'"]}}}, "chatkit.W016"),
        ({"OIDC_EXEMPT_URLS": ["/other/"]}, "chatkit.W017"),
        ({"CHATKIT": {**SOUND["CHATKIT"], "TRUSTED_PROXIES": 0}}, "chatkit.W018"),
    ],
)
def test_what_would_break_is_named(changed: dict[str, Any], named: str, found: Callable[..., set[str | None]]) -> None:
    assert found(**changed) == {named}


@pytest.mark.parametrize(
    "changed",
    [
        {"DATABASES": {"default": {**SQLITE, **WAL}}, "CHANNEL_LAYERS": {}},
        {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, "SESSION_ENGINE": "db"},
        {"ALLOWED_HOSTS": ["localhost"], "CHATKIT": {"UI": "openai", "TRUSTED_PROXIES": 1}},
        {"CHATKIT": {"UI": "auto", "TRUSTED_PROXIES": 1}},
        {"OIDC_EXEMPT_URLS": ["chatkit:wire"]},
        {"MIDDLEWARE": [], "OIDC_EXEMPT_URLS": [], "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {}}},
    ],
)
def test_what_is_right_is_not_complained_about(changed: dict[str, Any], found: Callable[..., set[str | None]]) -> None:
    assert found(**changed) == set()
