"""The company's OpenID provider: what it says of itself, asked within a time limit and without following anybody."""

from __future__ import annotations

import time
from typing import Any

import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.utils.functional import lazy
from mozilla_django_oidc.utils import import_from_settings

KEPT_SECONDS = 3600
DISCOVERED = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
_documents: dict[str, tuple[float, dict[str, Any]]] = {}


class Unavailable(Exception):
    """The provider does not answer, or says what no provider says."""


def ask(method: str, url: str, **more: Any) -> dict[str, Any]:
    """The JSON object behind a URL. A refusal of the provider's raises `SuspiciousOperation`."""
    try:
        response = requests.request(method, url, timeout=settings.OIDC_TIMEOUT, allow_redirects=False, **more)
        if 400 <= response.status_code < 500:
            raise SuspiciousOperation(f"The OpenID provider answered {response.status_code}.")
        answer = response.json() if response.status_code == requests.codes.ok else None
    except (requests.RequestException, RecursionError) as error:
        raise Unavailable(type(error).__name__) from error
    if not isinstance(answer, dict):
        raise Unavailable(f"The OpenID provider answered {response.status_code}, and no JSON object.")
    return answer


def endpoint(setting: str) -> str:
    """Where the settings say that it is, or else the provider."""
    return str(getattr(settings, setting, "") or _document()[DISCOVERED[setting]])


def _document() -> dict[str, Any]:
    issuer = settings.OIDC_OP_ISSUER
    until, document = _documents.get(issuer, (0.0, {}))
    if until < time.monotonic():
        document = ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        is_whole = all(str(document.get(name)).startswith(("https://", "http://")) for name in DISCOVERED.values())
        if document.get("issuer") != issuer or not is_whole:
            raise Unavailable("The OpenID provider's description of itself is another's, or incomplete.")
        _documents[issuer] = time.monotonic() + KEPT_SECONDS, document
    return document


class FromProvider:
    """For the library's classes, which read all settings when they are made: endpoints are found when they are used."""

    @staticmethod
    def get_settings(name: str, *default: Any) -> Any:
        if name in DISCOVERED:
            return lazy(endpoint, str)(name)
        return import_from_settings(name, *default)
