"""The gate before Django: a body over the limit is refused before anybody holds it in memory or on disk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.urls import reverse

from chat.conf import chatkit
from chat.errors import TooLarge

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class BodyGate:
    """Wraps the site's ASGI application. Django itself reads a body whole before any view runs (security: F9)."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != reverse("chatkit:wire"):
            return await self._application(scope, receive, send)
        limit = chatkit().BODY_BYTES
        if _declared_length(scope) > limit:
            return await _refuse(send)
        metered = _Meter(receive, limit)
        try:
            return await self._application(scope, metered, send)
        except _Over:
            return await _refuse(send)


class _Over(Exception):
    pass


class _Meter:
    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message["body"])
            if self._left < 0:
                raise _Over
        return message


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


async def _refuse(send: Send) -> None:
    response = TooLarge().as_response()
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})
