"""Whether somebody who was let in is still welcome, for what lasts longer than a request: streams and sockets."""

from __future__ import annotations

import copy

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from chat.context import Asker
from chat.database import in_database
from chat.doors import meaning
from chat.errors import Elsewhere, Refusal
from chat.keys import Key


async def unwelcome(asker: Asker, request: HttpRequest, *, key: Key) -> Refusal | None:
    """Why whoever made a request may not go on, by the same key; nothing while they may, or while nobody can tell."""
    try:
        now = await key(await in_database(_again, request))
    except Exception as error:  # noqa: BLE001 - as at the door
        refusal = meaning(error)
        return refusal if refusal.status < 500 else None
    return None if now.mark == asker.mark else Elsewhere()


def with_session(request: HttpRequest) -> HttpRequest:
    """A request with its session, and the person of the session, as they are now."""
    for middleware in (SessionMiddleware, AuthenticationMiddleware):
        middleware(lambda _: HttpResponse()).process_request(request)
    return request


def _again(request: HttpRequest) -> HttpRequest:
    """The same request, as if it came now. Whom neither a session nor the key tells of stays who they are."""
    again = copy.copy(request)
    again.resolver_match = request.resolver_match  # which Django leaves out of a copy
    if SESSION_KEY not in getattr(request, "session", {}):
        return again
    for remembered in ("_cached_user", "_acached_user"):
        again.__dict__.pop(remembered, None)
    return with_session(again)
