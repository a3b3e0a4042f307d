"""Who asks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import get_language

from chat.conf import login_url
from chat.database import in_database
from chat.errors import SignedOut


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Asker:
    """The person who makes this request. Made once per request, and everything below the views gets it."""

    user: AbstractBaseUser
    origin: str = field(default="", kw_only=True)
    """Scheme and host of the site, as `https://www.example.org`; links in answers start with it."""
    language: str = field(default="en", kw_only=True)
    request_id: str = field(default_factory=lambda: uuid.uuid4().hex, kw_only=True)

    @classmethod
    async def of(cls, request: HttpRequest) -> Asker:
        """The signed-in person behind the session cookie. Raises `SignedOut`."""
        user = await in_database(_signed_in, request)
        return cls(user, origin=f"{request.scheme}://{request.get_host()}", language=get_language() or "en")


def _signed_in(request: HttpRequest) -> AbstractBaseUser:
    # `is_active` again, because a backend's `get_user` may forget it (mozilla-django-oidc's does).
    if request.user.is_authenticated and request.user.is_active:
        return cast(AbstractBaseUser, request.user)
    raise SignedOut(login_url=login_url())
