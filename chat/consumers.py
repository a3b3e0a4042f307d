"""The socket of an open page: it is told which thread moved, for as long as its person is welcome."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest

from chat import keys
from chat.conf import chatkit
from chat.context import Asker
from chat.errors import Refusal
from chat.live import group_of
from chat.welcome import unwelcome, with_session

SIGNED_OUT = 4401
"""The code with which a socket is closed whose person is not."""


class LiveConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc] # channels is not typed
    """Says nothing that the page could not ask for; hears nothing."""

    _looking: asyncio.Task[None] | None = None
    _group = ""

    async def connect(self) -> None:
        request = with_session(ASGIRequest({**self.scope, "type": "http", "method": "GET"}, BytesIO()))
        await self.accept()
        try:
            asker = await keys.session(request)
        except Refusal:
            await self.close(SIGNED_OUT)
            return
        self._group = group_of(asker.mark)
        if self.channel_layer:
            await self.channel_layer.group_add(self._group, self.channel_name)
        self._looking = asyncio.create_task(self._look(asker, request))

    async def disconnect(self, code: int) -> None:
        if self._looking:
            self._looking.cancel()
        if self._group and self.channel_layer:
            await self.channel_layer.group_discard(self._group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """A page has nothing to say here."""

    async def thread_moved(self, event: dict[str, Any]) -> None:
        await self.send_json({name: event[name] for name in ("thread", "moved", "tab")})

    async def _look(self, asker: Asker, request: HttpRequest) -> None:
        while True:
            await asyncio.sleep(chatkit().WELCOME_SECONDS)
            if await unwelcome(asker, request, key=keys.session):
                await self.close(SIGNED_OUT)
                return
