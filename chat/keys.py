"""The two kinds of key, the site's session and a bearer token: a door takes the one and ignores the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from django.http import HttpRequest

from chat import csrf
from chat.conf import chatkit, hook, session_cookie
from chat.context import Asker
from chat.errors import InvalidToken, NotOffered
from chat.hooks import call

Key = Callable[[HttpRequest], Awaitable[Asker]]
"""How a door learns who asks. Raises the refusal for everybody else."""


async def session(request: HttpRequest) -> Asker:
    """The person behind the session cookie, with Django's CSRF token; an `Authorization` header is nothing to it."""
    asker = await Asker.of(request)
    csrf.check(request)
    return asker


async def bearer(request: HttpRequest) -> Asker:
    """The person behind a token, whoever may be signed in with the session of the same browser."""
    person_of = hook(chatkit().BEARER)
    if person_of is None:
        raise NotOffered
    person = await call(person_of, _token(request))
    if not person.is_active:
        raise InvalidToken
    _without_session(request)
    request.user = person
    return await Asker.of(request)


def _token(request: HttpRequest) -> str:
    """The token of the header, or else of the cookie, which a browser sends by itself and so needs the CSRF token."""
    if authorization := request.headers.get("Authorization", ""):
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise InvalidToken
        return token.strip()
    if not (token := request.COOKIES.get(chatkit().BEARER_COOKIE, "")):
        raise InvalidToken
    csrf.check(request)
    return token


def _without_session(request: HttpRequest) -> None:
    """What the site reads of the session (an organisation, say) is not this person's. The browser keeps its cookie."""
    request.COOKIES.pop(session_cookie(), None)
    if hasattr(request, "session"):
        request.session = type(request.session)()
