"""System checks: settings of mozilla-django-oidc that would leave a sign-on open, or waiting for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

SAFE: dict[str, tuple[Callable[[Any], bool], str]] = {
    "OIDC_USE_PKCE": (lambda value: value is True, "True, so that a code is of use to nobody else."),
    "OIDC_USE_NONCE": (lambda value: value is True, "True; a token without a nonce is refused."),
    "OIDC_TIMEOUT": (lambda value: isinstance(value, int | float) and 0 < value <= 30, "a number of seconds up to 30."),
    "OIDC_RP_SIGN_ALGO": (lambda value: value in ("RS256", "ES256"), '"RS256" or "ES256".'),
}
LIBRARY: dict[str, Any] = {
    "OIDC_USE_PKCE": False,
    "OIDC_USE_NONCE": True,
    "OIDC_TIMEOUT": None,
    "OIDC_RP_SIGN_ALGO": "HS256",
}
"""What the library takes where nothing is set."""


@register("accounts")
def check_company_sign_on(**_: Any) -> list[CheckMessage]:
    if not settings.HAS_COMPANY_SIGN_ON:
        return []
    return [
        Error(f"{name} is {value!r}.", hint=f"Use {hint}", id="accounts.E001")
        for name, (is_safe, hint) in SAFE.items()
        if not is_safe(value := getattr(settings, name, LIBRARY[name]))
    ]
