"""Who asks."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language_from_request

from chat import tracing
from chat.conf import chatkit, hook, login_url
from chat.database import in_database
from chat.errors import Elsewhere, SignedOut, Suspended
from chat.page import Offers, Page
from chat.rows import suspensions

LONGEST_TAB = 64
MADE_FOR = "ChatKit-For"
"""The header in which a page says for whom it was made: an `Asker.mark`."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Asker:
    """The person who makes this request. Made once per request, and everything below the views gets it."""

    user: AbstractBaseUser
    tenant: str = field(default="", kw_only=True)
    """The organisation for which they ask; empty on a site without organisations."""
    origin: str = field(default="", kw_only=True)
    """Scheme and host of the site, as `https://www.example.org`; links in answers start with it."""
    language: str = field(default="en", kw_only=True)
    page: Page = field(default=Page(), kw_only=True)
    offers: Offers = field(default=Offers(), kw_only=True)
    tab: str = field(default="", kw_only=True)
    """What the page that asks calls itself, so that it knows what it caused."""
    request_id: str = field(default_factory=lambda: uuid.uuid4().hex, kw_only=True)

    @classmethod
    async def of(cls, request: HttpRequest) -> Asker:
        """The person of the request, who is signed in and welcome. Raises `SignedOut`, the site's own refusal, or
        `Elsewhere` for a page that was made for another person or organisation.
        """
        user, tenant = await in_database(signed_in, request)
        origin = f"{request.scheme}://{request.get_host()}"
        tab = request.headers.get("ChatKit-Tab", "")[:LONGEST_TAB]
        asker = cls(user, tenant=tenant, origin=origin, language=get_language_from_request(request), tab=tab)
        tracing.about(request_id=asker.request_id)
        if (mark := request.headers.get(MADE_FOR)) and not constant_time_compare(mark, asker.mark):
            raise Elsewhere
        return asker

    @property
    def mark(self) -> str:
        """A name for this person in this organisation that tells neither: 16 hex digits."""
        return mark_of(self.user.pk, self.tenant)

    def absolute(self, url: str) -> str:
        """A path of the site as a whole address: the component may live in a frame of another site."""
        return self.origin + url if url.startswith("/") else url

    def on(self, metadata: Mapping[str, Any]) -> Asker:
        """The same person, on the page of which a request's metadata tells."""
        page = Page.of(metadata.get("page"), reader=self.user.pk, origin=self.origin)
        return replace(self, page=page, offers=Offers.of(metadata.get("offers")))


def mark_of(user_id: object, tenant: str) -> str:
    return salted_hmac("chatkit.asker", f"{user_id}/{tenant}").hexdigest()[:16]


def signed_in(request: HttpRequest) -> tuple[AbstractBaseUser, str]:
    """The person of the request, and for which organisation they ask. Raises a `Refusal` for everybody else."""
    # `is_active` again, because a backend's `get_user` may forget it (mozilla-django-oidc's does).
    if not (request.user.is_authenticated and request.user.is_active):
        raise SignedOut(login_url=login_url())
    unwelcome = hook(chatkit().WELCOME)
    if unwelcome and (refusal := unwelcome(request)):
        raise refusal
    tenant = tenant_of(request)
    if until := suspensions.until(request.user.pk, tenant):
        raise Suspended(until)
    return cast(AbstractBaseUser, request.user), tenant


def tenant_of(request: HttpRequest) -> str:
    """The organisation for which a request asks, as the site says; empty on a site without organisations."""
    known = hook(chatkit().TENANT)
    return str(known(request) or "") if known else ""
