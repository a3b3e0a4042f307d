"""Company sign-on: mozilla-django-oidc, with the checks that it leaves to whoever uses it."""

from __future__ import annotations

import secrets
from typing import Any

import jwt
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import slugify
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from accounts.models import LONGEST_SUBJECT, User
from accounts.provider import FromProvider, ask, endpoint
from accounts.tokens import LEEWAY, NONSENSE, REQUIRED

Claims = dict[str, Any]


class CompanySignOn(FromProvider, OIDCAuthenticationBackend):  # type: ignore[misc] # the library is not typed
    """Knows people by issuer and subject, and never by their address, which they or anybody may have changed."""

    def authenticate(self, request: HttpRequest, *, nonce: str, code_verifier: str) -> User | None:
        """Only the callback has these two, so that a password form with a `code` in its address is none of ours."""
        person: User | None = super().authenticate(request, nonce=nonce, code_verifier=code_verifier)
        return person if person and person.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()

    def get_token(self, payload: dict[str, str]) -> dict[str, str]:
        given = ask("POST", endpoint("OIDC_OP_TOKEN_ENDPOINT"), data=payload)
        tokens = {name: given.get(name) for name in ("id_token", "access_token")}
        if not all(isinstance(token, str) for token in tokens.values()):
            raise SuspiciousOperation("The OpenID provider gave no tokens.")
        return {name: str(token) for name, token in tokens.items()}

    def verify_token(self, token: str, *, nonce: str) -> Claims:
        """The claims of an ID token that the provider made for this site and for this very sign-in."""
        try:
            claims: Claims = jwt.decode(
                token,
                self._key_of(token),
                algorithms=[settings.OIDC_RP_SIGN_ALGO],
                audience=settings.OIDC_RP_CLIENT_ID,
                issuer=settings.OIDC_OP_ISSUER,
                leeway=LEEWAY,
                options={"require": REQUIRED},
            )
        except NONSENSE as error:
            raise SuspiciousOperation(f"The ID token is not valid: {type(error).__name__}.") from error
        if not nonce or claims.get("nonce") != nonce:
            raise SuspiciousOperation("The ID token belongs to another sign-in.")
        if _party(claims) != settings.OIDC_RP_CLIENT_ID:
            raise SuspiciousOperation("The ID token was made for somebody else.")
        if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT or not claims["sub"].isprintable():
            raise SuspiciousOperation("The ID token names nobody.")
        return claims

    def _key_of(self, token: str) -> jwt.PyJWK:
        name = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(ask("GET", endpoint("OIDC_OP_JWKS_ENDPOINT"))).keys
        for key in keys:
            if name and key.key_id == name and key.public_key_use in ("sig", None):
                return key
        raise SuspiciousOperation("The ID token is signed with no key of the OpenID provider's.")

    def get_userinfo(self, access_token: str, id_token: str, payload: Claims) -> Claims:
        headers = {"Authorization": f"Bearer {access_token}"}
        claims = ask("GET", endpoint("OIDC_OP_USER_ENDPOINT"), headers=headers)
        if claims.get("sub") != payload["sub"]:  # OpenID Connect Core, 5.3.2
            raise SuspiciousOperation("The user info is somebody else's.")
        return claims

    def verify_claims(self, claims: Claims) -> bool:
        return True  # all that counts is the subject

    def filter_users_by_claims(self, claims: Claims) -> QuerySet[User]:
        return User.objects.filter(identities__issuer=settings.OIDC_OP_ISSUER, identities__subject=claims["sub"])

    def create_user(self, claims: Claims) -> User:
        """Somebody new, without an address: with one they could set a password, and come in past the company."""
        names = {
            "first_name": _text(claims, "given_name")[:150],
            "last_name": _text(claims, "family_name")[:150],
        }
        try:
            with transaction.atomic():
                person = User.objects.create_user(_username(claims), **names)
                person.identities.create(issuer=settings.OIDC_OP_ISSUER, subject=claims["sub"])
        except IntegrityError:  # they signed in twice at once
            return self.filter_users_by_claims(claims).get()
        return person


def _party(claims: Claims) -> Any:
    """For whom the token was made: `azp` has to say so where the audience names several."""
    audience = claims["aud"]
    sole = audience if isinstance(audience, str) else audience[0] if len(audience) == 1 else None
    return claims.get("azp", sole)


def _username(claims: Claims) -> str:
    """A name that can be read, and that nobody has or could have taken before."""
    return f"{slugify(_text(claims, 'preferred_username'))[:100] or 'person'}-{secrets.token_hex(6)}"


def _text(claims: Claims, name: str) -> str:
    text = claims.get(name)
    return text if isinstance(text, str) and text.isprintable() else ""
