"""Who a bearer token stands for: `CHATKIT["BEARER"]`. The one place that asks the issuer for its keys."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import jwt
from django.conf import settings

from accounts.models import User
from accounts.tokens import LEEWAY, NONSENSE, REQUIRED
from chat.errors import InvalidToken, Outage

LONGEST_TOKEN = 8 * 1024
ACCESS_TOKEN = ("at+jwt", "application/at+jwt")
"""The `typ` of an access token (RFC 9068); an ID token, which any front end holds, has another or none."""
SCOPE = "chat"
"""What an access token has to be for, where its issuer gives it no `typ`."""


class Keys(jwt.PyJWKClient):
    """PyJWT's, which after a failure does not ask again at once: everybody waits while it asks."""

    _asks_again_at = 0.0

    def fetch_data(self) -> Any:
        if time.monotonic() < self._asks_again_at:
            raise jwt.PyJWKClientConnectionError("The issuer did not answer a moment ago.")
        try:
            return super().fetch_data()
        except (*NONSENSE, OSError) as error:
            self._asks_again_at = time.monotonic() + min(self.cooldown_duration, 5)
            raise jwt.PyJWKClientConnectionError(type(error).__name__) from error


@cache
def _keys() -> Keys:
    given: dict[str, Any] = settings.API_KEYS
    return Keys(settings.API_JWKS_URL, **given)


def person(token: str) -> User:
    """The person of a token, whom the site has to know. Raises `InvalidToken`, or `Outage` without the issuer's keys.

    It may wait for the issuer, so the chat calls it in a thread.
    """
    if len(token) > LONGEST_TOKEN:
        raise InvalidToken
    try:
        claims = _claims(token)
    except jwt.PyJWKClientConnectionError as error:
        raise Outage from error
    except NONSENSE as error:
        raise InvalidToken from error
    known = User.objects.filter(identities__issuer=claims["iss"], identities__subject=claims["sub"], is_active=True)
    if (found := known.first()) is None:
        raise InvalidToken
    return found


def _claims(token: str) -> dict[str, Any]:
    whole = jwt.decode_complete(
        token,
        _keys().get_signing_key_from_jwt(token),
        algorithms=["RS256", "ES256"],
        audience=settings.API_AUDIENCE,
        issuer=settings.API_ISSUER,
        leeway=LEEWAY,
        options={"require": REQUIRED},
    )
    claims: dict[str, Any] = whole["payload"]
    if not claims["sub"].isprintable() or not _is_for_access(whole["header"], claims):
        raise InvalidToken
    return claims


def _is_for_access(header: dict[str, Any], claims: dict[str, Any]) -> bool:
    scopes = claims.get("scope") or claims.get("scp") or ""
    granted = scopes.split() if isinstance(scopes, str) else scopes
    return str(header.get("typ")).lower() in ACCESS_TOKEN or (isinstance(granted, list) and SCOPE in granted)
