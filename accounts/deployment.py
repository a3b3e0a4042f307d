"""System checks of `check --deploy`: what production has to be told, beside what Django asks for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register

HERE = {"localhost", "127.0.0.1", "[::1]"}
OVER_HTTPS = ("OIDC_OP_ISSUER", "API_ISSUER", "API_JWKS_URL", "OIDC_OP_TOKEN_ENDPOINT", "OIDC_OP_JWKS_ENDPOINT")


@register(Tags.security, deploy=True)
def check_production(**_: Any) -> list[CheckMessage]:
    faults = [*_names(), *_post(), *_transport()]
    return [checks.Warning(fault, hint=hint, id=f"accounts.{number}") for number, fault, hint in faults]


def _names() -> Iterator[tuple[str, str, str]]:
    if set(settings.ALLOWED_HOSTS) <= HERE:
        yield (
            "W001",
            "ALLOWED_HOSTS has only names of this machine.",
            "Set it to the names that people use.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield "W002", "ALLOWED_HOSTS is *, so that a forged Host gets into links.", "Set it to the site's own names."
    if plain := [origin for origin in settings.CSRF_TRUSTED_ORIGINS if origin.startswith("http://")]:
        yield (
            "W003",
            f"CSRF_TRUSTED_ORIGINS trusts {', '.join(plain)}.",
            "Use https: whoever is on the way can pose as it.",
        )


def _post() -> Iterator[tuple[str, str, str]]:
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield "W004", "EMAIL_URL is not set: codes for signing up go to the log.", "Set it to the mail server."
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        yield "W005", "DEFAULT_FROM_EMAIL is not set.", "Set it to an address that people can answer."


def _transport() -> Iterator[tuple[str, str, str]]:
    for name in OVER_HTTPS:
        if str(getattr(settings, name) or "").startswith("http://"):
            yield "W006", f"{name} is not https.", "Whoever is on the way could sign in as anybody. Use https."
