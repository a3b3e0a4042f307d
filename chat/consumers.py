"""The sockets of open pages: they are told what moved and who is there, for as long as their person is welcome."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from chatkit.store import NotFoundError
from django.core.handlers.asgi import ASGIRequest

from chat import keys, layer, metrics, presence
from chat.conf import chatkit
from chat.context import Asker
from chat.database import in_database
from chat.errors import Refusal
from chat.ids import ID_LENGTH
from chat.live import EVERYBODY, group_of
from chat.rows import threads
from chat.welcome import unwelcome, with_session

SIGNED_OUT = 4401
"""The code with which a socket is closed whose person is not."""
NOTHING_HERE = 4404
"""The code with which a socket is closed that asks for what its person may not see."""
LONGEST = 1024
"""Characters of what a page says that are looked at."""


class Socket(AsyncJsonWebsocketConsumer):  # type: ignore[misc] # channels is not typed
    """What the two kinds have in common."""

    _looking: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        self._joined: list[str] = []  # not `groups`, which channels leaves before it says that the socket is closed
        self.request = with_session(ASGIRequest({**self.scope, "type": "http", "method": "GET"}, BytesIO()))
        await self.accept()
        try:
            self.asker = await keys.session(self.request)
        except Refusal:
            await self.close(SIGNED_OUT)
            return
        await self.opened(self.asker)
        metrics.sockets.inc()
        self._looking = asyncio.create_task(self._look())

    async def opened(self, asker: Asker) -> None:
        """The person is welcome: join what they may hear."""

    async def again(self) -> None:
        """They still are."""

    async def closed(self) -> None:
        """The page has gone."""

    async def join(self, group: str) -> None:
        self._joined.append(group)
        if self.channel_layer:
            await self.channel_layer.group_add(group, self.channel_name)

    async def disconnect(self, code: int) -> None:
        if self._looking:
            self._looking.cancel()
            metrics.sockets.dec()
            await self.closed()
        for group in self._joined:
            if self.channel_layer:
                await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        """Most pages have nothing to say."""

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(chatkit().WELCOME_SECONDS)
            if await unwelcome(self.asker, self.request, key=keys.session):
                await self.close(SIGNED_OUT)
                return
            await self.again()


class LiveConsumer(Socket):
    """A page with the chat: which thread moved, which it can ask for, and who of the staff is there.

    It hears one thing, which thread the page shows: `{"watching": "thr_…"}`, or null for none.
    """

    _watching = ""

    async def opened(self, asker: Asker) -> None:
        await self.join(group_of(asker.mark))
        await self.join(EVERYBODY)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_: Any) -> None:
        thread_id = _watched(text_data or "")
        if not self._looking or thread_id is None or thread_id == self._watching:
            return
        await self._say(is_here=False)
        self._watching = thread_id if thread_id and await self._is_theirs(thread_id) else ""
        await self._say(is_here=True, asks=True)

    async def again(self) -> None:
        await self._say(is_here=True)

    async def closed(self) -> None:
        await self._say(is_here=False)

    async def thread_moved(self, event: dict[str, Any]) -> None:
        await self.send_json({name: event[name] for name in ("thread", "moved", "tab")})

    async def announced(self, event: dict[str, Any]) -> None:
        await self.send_json({"announcement": event["text"]})

    async def colleague_here(self, event: dict[str, Any]) -> None:
        if event["thread"] == self._watching:
            await self.send_json({"thread": event["thread"], "colleague": event["name"]})

    async def roll_call(self, event: dict[str, Any]) -> None:
        if event["thread"] == self._watching:
            await self._say(is_here=True)

    async def _is_theirs(self, thread_id: str) -> bool:
        try:
            await in_database(threads.load, thread_id, self.asker)
        except NotFoundError:
            return False
        return True

    async def _say(self, *, is_here: bool, asks: bool = False) -> None:
        if self._watching:
            message = presence.person(self._watching, is_here=is_here, asks=asks)
            await layer.send_to_group(presence.desk_of(self._watching), message)


def _watched(text: str) -> str | None:
    """Which thread a page says that it shows; None for whatever else it says."""
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    match said:
        case {"watching": str(thread_id)} if len(thread_id) <= ID_LENGTH and "\0" not in thread_id:
            return thread_id
        case {"watching": None}:
            return ""
    return None
