"""The socket of an open page: it is told which thread moved, for as long as its person is welcome."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse

from chat.context import Asker
from chat.errors import Refusal
from chat.live import group_of

STILL_WELCOME = 15
"""Seconds between two looks whether the person is still signed in and welcome."""
SIGNED_OUT = 4401
"""The code with which a socket is closed whose person is not."""


class LiveConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc] # channels is not typed
    """Says nothing that the page could not ask for; hears nothing."""

    _looking: asyncio.Task[None] | None = None
    _group = ""

    async def connect(self) -> None:
        asker = await self._asker()
        await self.accept()
        if asker is None:
            await self.close(SIGNED_OUT)
            return
        self._group = group_of(asker)
        if self.channel_layer:
            await self.channel_layer.group_add(self._group, self.channel_name)
        self._looking = asyncio.create_task(self._look())

    async def disconnect(self, code: int) -> None:
        if self._looking:
            self._looking.cancel()
        if self._group and self.channel_layer:
            await self.channel_layer.group_discard(self._group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """A page has nothing to say here."""

    async def thread_moved(self, event: dict[str, Any]) -> None:
        await self.send_json({name: event[name] for name in ("thread", "moved", "tab")})

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(STILL_WELCOME)
            if await self._asker() is None:
                await self.close(SIGNED_OUT)
                return

    async def _asker(self) -> Asker | None:
        """The person behind the session as it is now; never the one whom the scope remembers."""
        try:
            return await Asker.of(_request(self.scope))
        except Refusal:
            return None


def _request(scope: dict[str, Any]) -> ASGIRequest:
    """The request that opened the socket, with its session and person read anew."""
    request = ASGIRequest({**scope, "type": "http", "method": "GET"}, BytesIO())
    for middleware in (SessionMiddleware, AuthenticationMiddleware):
        middleware(lambda _: HttpResponse()).process_request(request)
    return request
