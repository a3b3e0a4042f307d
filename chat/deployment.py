"""System checks of `check --deploy`: what would break a chat in production that works on one's own machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's
from django.urls import NoReverseMatch, reverse

from chat.conf import chatkit, middleware, of_the_site

HERE = {"localhost", "127.0.0.1", "[::1]"}
OPENAI = "https://cdn.platform.openai.com"
CSP = ("csp.middleware.CSPMiddleware", "django.middleware.csp.ContentSecurityPolicyMiddleware")
REFRESH = "mozilla_django_oidc.middleware.SessionRefresh"


@register(Tags.security, deploy=True)
def check_deployment(**_: Any) -> list[CheckMessage]:
    return [
        Warning(fault, hint=f"{hint} See docs/deployment.md.", id=f"chatkit.{number}")
        for number, (breaks, fault, hint) in CHECKS.items()
        if breaks()
    ]


def _engine() -> str:
    return str(of_the_site("DATABASES")["default"]["ENGINE"])


def _is_one_file() -> bool:
    """One process at a time; several machines need another database."""
    return _engine().endswith("sqlite3")


def _is_atomic() -> bool:
    return any(database.get("ATOMIC_REQUESTS") for database in of_the_site("DATABASES").values())


def _layer() -> str:
    return str((of_the_site("CHANNEL_LAYERS") or {}).get("default", {}).get("BACKEND", ""))


def _is_deaf() -> bool:
    return not _is_one_file() and (not _layer() or _layer().endswith("InMemoryChannelLayer"))


def _forgets() -> bool:
    backend = of_the_site("CACHES")["default"]["BACKEND"]
    return not _is_one_file() and backend.endswith(("LocMemCache", "DummyCache")) and _uses_cache()


def _uses_cache() -> bool:
    return "cache" in str(of_the_site("SESSION_ENGINE"))


def _has_no_key() -> bool:
    is_public = not set(of_the_site("ALLOWED_HOSTS")) <= HERE
    return is_public and chatkit().UI == "openai" and chatkit().DOMAIN_KEY == "local"


def _locks() -> bool:
    options = of_the_site("DATABASES")["default"].get("OPTIONS", {})
    return _is_one_file() and "journal_mode=wal" not in str(options.get("init_command", "")).lower().replace(" ", "")


def _keeps_openai_out() -> bool:
    policy = of_the_site("CONTENT_SECURITY_POLICY") or of_the_site("SECURE_CSP")
    return bool(policy) and chatkit().UI == "openai" and bool({*middleware()} & {*CSP}) and OPENAI not in str(policy)


def _is_led_away() -> bool:
    """Company sign-on's middleware answers a request of the chat with a redirect to the provider."""
    try:
        wire = reverse("chatkit:wire")
    except NoReverseMatch:
        return False
    exempt = of_the_site("OIDC_EXEMPT_URLS") or []
    is_exempt = any(url in (wire, "chatkit:wire") or (hasattr(url, "match") and re.match(url, wire)) for url in exempt)
    return REFRESH in middleware() and not is_exempt


def _takes_the_proxy_for_everybody() -> bool:
    return bool(of_the_site("SECURE_PROXY_SSL_HEADER")) and not chatkit().TRUSTED_PROXIES


CHECKS: dict[str, tuple[Callable[[], bool], str, str]] = {
    "W010": (
        lambda: not of_the_site("ASGI_APPLICATION"),
        "ASGI_APPLICATION is not set; under WSGI an answer arrives when it is over.",
        "Serve the site with an ASGI server, and name its application.",
    ),
    "W011": (
        _is_atomic,
        "ATOMIC_REQUESTS is on, which async views cannot have.",
        "Turn it off and use transaction.atomic where it is needed.",
    ),
    "W012": (
        _is_deaf,
        "CHANNEL_LAYERS is of one process; others are not told of anything.",
        "Use channels_redis.",
    ),
    "W013": (
        _forgets,
        "Sessions are in a cache of one process; others do not know who is signed in.",
        "Keep sessions in the database, or in a cache that processes share.",
    ),
    "W014": (
        _has_no_key,
        "CHATKIT['DOMAIN_KEY'] is not set, so that OpenAI's component stays blank on this host.",
        "Register the host at OpenAI, or set UI to 'auto' or 'builtin'.",
    ),
    "W015": (
        _locks,
        "SQLite is without its write-ahead log; readers and writers wait for each other.",
        "Set OPTIONS['init_command'] to 'PRAGMA journal_mode=WAL;'.",
    ),
    "W016": (
        _keeps_openai_out,
        f"The Content Security Policy keeps out {OPENAI}.",
        "Add it to script-src and frame-src, or set UI to 'builtin'.",
    ),
    "W017": (
        _is_led_away,
        "SessionRefresh redirects requests of the chat, which no component follows.",
        "Add the chat's URLs to OIDC_EXEMPT_URLS.",
    ),
    "W018": (
        _takes_the_proxy_for_everybody,
        "CHATKIT['TRUSTED_PROXIES'] is 0 behind a proxy, so that everybody has the proxy's address.",
        "Set it to the number of proxies.",
    ),
}
