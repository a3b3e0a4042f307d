"""The sockets of the admin's pages: staff see what is said in a thread as it is said, and what comes into the queue."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from chat import layer, presence
from chat.consumers import NOTHING_HERE, Socket
from chat.context import Asker
from chat.database import in_database
from chat.live import group_of
from chat.moderation.desks import Desk, queues


class DeskConsumer(Socket):
    """Opened with `?thread=`. Says that the thread moved, which the page then asks for; hears nothing."""

    _desk: Desk | None = None

    async def opened(self, asker: Asker) -> None:
        asked = parse_qs(self.scope["query_string"].decode(errors="replace")).get("thread", [""])[0]
        self._thread_id = asked.replace("\0", "")
        self._desk = await self._seen()
        if self._desk is None:
            await self.close(NOTHING_HERE)
            return
        await self.join(group_of(self._desk.mark))
        await self.join(presence.desk_of(self._thread_id))
        await self._tell_person(presence.roll_call(self._thread_id))
        await self._announce()

    async def again(self) -> None:
        if not (desk := await self._seen()):
            await self.close(NOTHING_HERE)
        elif self._desk:
            await self._turned(self._desk, desk)
            await self._announce()

    async def closed(self) -> None:
        if self._desk and self._desk.name:
            await self._tell_person(presence.colleague(self._thread_id, name=""))

    async def thread_moved(self, event: dict[str, Any]) -> None:
        if event["thread"] != self._thread_id or not self._desk:
            return
        if desk := await self._seen():
            await self._turned(self._desk, desk)
        await self.send_json({"moved": event["moved"]})

    async def person_here(self, event: dict[str, Any]) -> None:
        await self.send_json({"person": event["is_here"]})
        if not event["is_here"]:  # with one tab; there may be others
            await self._tell_person(presence.roll_call(self._thread_id))
        elif event["asks"]:
            await self._announce()

    async def colleague_here(self, event: dict[str, Any]) -> None:
        """For the person, like the next: the group is theirs."""

    async def roll_call(self, event: dict[str, Any]) -> None: ...

    async def _seen(self) -> Desk | None:
        return await in_database(Desk.at, self._thread_id, self.asker.user)

    async def _turned(self, before: Desk, desk: Desk) -> None:
        """The thread was taken over or handed back."""
        self._desk = desk
        if before.name != desk.name:
            await self._tell_person(presence.colleague(self._thread_id, name=desk.name))

    async def _announce(self) -> None:
        if self._desk and self._desk.name:
            await self._tell_person(presence.colleague(self._thread_id, name=self._desk.name))

    async def _tell_person(self, message: presence.Message) -> None:
        if self._desk:
            await layer.send_to_group(group_of(self._desk.mark), message)


class QueueConsumer(Socket):
    """The page of the queue: it is told that something came or went."""

    async def opened(self, asker: Asker) -> None:
        groups = await in_database(queues, asker.user)
        for group in groups:
            await self.join(group)
        if not groups:
            await self.close(NOTHING_HERE)

    async def queue_moved(self, event: dict[str, Any]) -> None:
        await self.send_json({"moved": "queue"})

    async def again(self) -> None:
        if sorted(await in_database(queues, self.asker.user)) != sorted(self._joined):
            await self.close()  # it comes back, for what its staff member may watch now
