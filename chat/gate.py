"""The gate before Django: what is too large is refused before anybody holds it, and what was read is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.urls import reverse

from chat import voice
from chat.errors import FileTooLarge, Refusal, TooLarge
from chat.file_rules import file_rules

FORM = 64 * 1024
"""Bytes of what a form says around a file."""
Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class WireGate:
    """Wraps the site's ASGI application, and minds the wire, by either door.

    Django itself reads a body whole before any view runs, and drops a request whose client leaves before the view has
    answered. Here a body over the limit is not read, and a message that was read is not dropped.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = _limit(scope["path"]) if scope["type"] == "http" else None
        if limit is None:
            return await self._application(scope, receive, send)
        too_large = FileTooLarge(file_rules().largest()) if _is_upload(scope["path"]) else TooLarge()
        if _declared_length(scope) > limit:
            return await _refuse(too_large, send)
        request = _Request(receive, send, limit)
        try:
            return await self._application(scope, request.receive, request.send)
        except _Over:
            return await _refuse(too_large, send)


def _limit(path: str) -> int | None:
    """How much may be sent to a path; None for what is not minded here."""
    if path in (reverse("chatkit:wire"), reverse("chatkit:api")):
        return voice.longest_body()
    if _is_upload(path):
        return file_rules().largest() + FORM
    return None


def _is_upload(path: str) -> bool:
    return path.startswith((reverse("chatkit:uploads"), reverse("chatkit:api-uploads")))


class _Over(Exception):
    pass


class _Request:
    """One request's messages: its body counted, and its client's leaving kept back until there is an answer."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive, self._send, self._left = receive, send, limit
        self._is_read = False
        self._answered = asyncio.Event()

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message["body"])
            self._is_read = not message.get("more_body")
            if self._left < 0:
                raise _Over
        elif self._is_read:
            await self._answered.wait()
        return message

    async def send(self, message: Message) -> None:
        self._answered.set()
        await self._send(message)


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


async def _refuse(refusal: Refusal, send: Send) -> None:
    response = refusal.as_response()
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})
