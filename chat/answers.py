"""One running answer: produced in a task of its own, followed by any number of readers, settled once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextvars import Context
from typing import Protocol

from asgiref.sync import ThreadSensitiveContext
from chatkit.errors import ErrorCode
from chatkit.server import StreamingResult
from chatkit.store import NotFoundError
from chatkit.types import (
    AssistantMessageContentPartTextDelta,
    ErrorEvent,
    StreamingReq,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
)
from django.utils import translation
from django.utils.translation import gettext as _

from chat import live, outcome, tracing
from chat.conf import chatkit
from chat.context import Asker
from chat.database import in_database, outlast
from chat.drafts import Draft
from chat.faults import described
from chat.frames import Frames
from chat.patience import Pulse
from chat.rows import answers, items
from chat.rows.answers import State
from chat.store import ThreadStore
from chat.turns import Ending, Turn

logger = logging.getLogger(__name__)

PAUSE = 1
"""Seconds of silence after which whoever follows is handed an empty part, to see to other things."""


class Server(Protocol):
    """What an answer needs of the `ChatServer`."""

    store: ThreadStore

    def events(self, call: StreamingReq, asker: Asker) -> AsyncIterator[ThreadStreamEvent]: ...
    def frame(self, event: ThreadStreamEvent) -> bytes: ...
    async def keep(self, items: list[ThreadItem], asker: Asker) -> list[ThreadItem]: ...


class Answer(StreamingResult):
    """Runs the SDK's generator to its end, whoever listens.

    Its task has a context of its own, because the request's ends with the response, and keeps every event, so that
    a reader may come late, lag behind or come back. Only `stop` ends it early.
    """

    def __init__(self, call: StreamingReq, turn: Turn, asker: Asker, *, server: Server) -> None:
        self.id = turn.answer_id
        self.thread_id = turn.thread.id
        self.standing = turn.standing
        self.frames = Frames()
        self.is_done = False
        self._call, self._turn, self._asker, self._server = call, turn, asker, server
        self._draft = Draft()
        self._in_the_way = list(turn.replaces)
        self._error: ErrorEvent | None = None
        self._checkpoint: asyncio.Task[None] | None = None
        self._followers: dict[asyncio.Event, bool] = {}
        live.tell(self.thread_id, "started", asker)
        self._asked = tracing.here()
        self._task = asyncio.get_running_loop().create_task(self._produce(), context=Context())

    # Following

    async def follow(self, after: int = 0, *, patience: float, is_reader: bool = True) -> AsyncIterator[list[bytes]]:
        """The events after the first so many, as they come; an empty list after so many silent seconds.

        A reader is a person's; others only pass the events on.
        """
        news = asyncio.Event()
        self._followers[news] = is_reader
        pulse = Pulse(patience, news.set)
        try:
            while True:
                news.clear()
                if fresh := self.frames.since(after):
                    after += len(fresh)
                    pulse.put_off()
                    yield fresh
                elif self.is_done:
                    return
                else:
                    await news.wait()
                    if len(self.frames) == after and not self.is_done:
                        yield []
        finally:
            pulse.stop()
            del self._followers[news]

    @property
    async def json_events(self) -> AsyncGenerator[bytes, None]:  # type: ignore[override] # a reader each
        async for frames in self.follow(patience=PAUSE):
            for frame in frames or [b""]:
                yield frame

    @property
    def has_readers(self) -> bool:
        return any(self._followers.values())

    def _tell(self, event: ThreadStreamEvent) -> None:
        self.frames.append(self._server.frame(event))
        for news in self._followers:
            news.set()

    # Ending

    def stop(self, ending: Ending) -> None:
        """End the answer early, for the first reason that is given. What it has said is kept."""
        if self._turn.ending is None and not self.is_done:
            self._turn.ending = ending
            self._task.cancel()

    async def settled(self) -> None:
        await asyncio.wait([self._task])

    def when_done(self, call: Callable[[], object]) -> None:
        self._task.add_done_callback(lambda _: call())

    # Producing

    async def _produce(self) -> None:
        seconds = chatkit().ANSWER_SECONDS
        too_long = asyncio.get_running_loop().call_later(seconds, self.stop, Ending(State.FAILED, "too long"))
        async with ThreadSensitiveContext():
            translation.activate(self._asker.language)
            tracing.about(request_id=self._asker.request_id, thread_id=self.thread_id, answer_id=self.id)
            try:
                with tracing.span("answer", within=self._asked):
                    await self._settle(await self._run())
            except Exception as error:  # noqa: BLE001 - the lease runs out; then the answer counts as interrupted
                logger.error("Answer %s could not be settled: %s", self.id, described(error))  # noqa: TRY400 - as below
                self._tell(self._error or ErrorEvent(code=ErrorCode.STREAM_ERROR, allow_retry=True))
            finally:
                too_long.cancel()
                self.is_done = True
                live.tell(self.thread_id, "settled", self._asker)
                for news in self._followers:
                    news.set()

    async def _run(self) -> Ending:
        try:
            async for event in self._server.events(self._call, self._asker):
                self._take(event)
        except asyncio.CancelledError:
            return self._turn.ending or Ending(State.INTERRUPTED, "cancelled")
        except NotFoundError:
            return Ending(State.STOPPED, "deleted")
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told and the answer settled
            logger.error(  # noqa: TRY400 - a traceback would quote what people wrote
                "Answer %s broke: %s (request %s)", self.id, described(error), self._asker.request_id
            )
            self._error = ErrorEvent(code=ErrorCode.STREAM_ERROR, allow_retry=True)
        return Ending(State.FAILED, "error") if self._error else Ending(State.FINISHED)

    def _take(self, event: ThreadStreamEvent) -> None:
        self._draft.take(event)
        if isinstance(event, ThreadItemUpdatedEvent) and isinstance(event.update, AssistantMessageContentPartTextDelta):
            self._turn.spent.hear()
        if isinstance(event, ErrorEvent):
            self._error = event  # told when the text so far is safe
        else:
            if isinstance(event, ThreadItemAddedEvent | ThreadItemDoneEvent):
                self._tell_what_goes()
            self._tell(event)
        if self._draft.has_grown and self._checkpoint is None:
            self._checkpoint = asyncio.get_running_loop().create_task(self._save_soon())

    async def _save_soon(self) -> None:
        """Keep what there is in a moment, so that a process that dies loses no more than that."""
        await asyncio.sleep(chatkit().CHECKPOINT_SECONDS)
        self._draft.has_grown = False
        try:
            for item in self._draft.items:
                await self._server.store.checkpoint(self.thread_id, item, self._asker)
        except NotFoundError:
            self.stop(Ending(State.STOPPED, "deleted"))
        except Exception as error:  # noqa: BLE001 - the answer goes on; its end is saved or says so
            logger.warning("Answer %s could not be checkpointed: %s", self.id, described(error))
        self._checkpoint = None

    async def _settle(self, ending: Ending) -> None:
        self._turn.ending = ending  # it is too late to stop it
        if self._checkpoint:
            self._checkpoint.cancel()
            await asyncio.wait([self._checkpoint])
        is_undone = self._turn.is_retry and ending.state in (State.FAILED, State.INTERRUPTED)
        if ending.state != State.FINISHED and not is_undone and ending.reason not in ("deleted", "lost"):
            for item in await outlast(self._kept):
                self._tell(ThreadItemDoneEvent(item=item))
        await outlast(in_database, answers.settle, self._turn, ending, self._asker)
        outcome.tell(self._turn, ending, self._asker)
        if is_undone or self._turn.replaces:
            await self._tell_what_came_back()
        if ending.reason == "too long":
            self._error = ErrorEvent(
                code="custom", message=_("This answer took too long and was cut off."), allow_retry=True
            )
        if self._error:
            self._tell(self._error)

    def _tell_what_goes(self) -> None:
        """A retry has something to show: whoever follows shows it in the place of what it replaces."""
        for item_id in self._in_the_way:
            self._tell(ThreadItemRemovedEvent(item_id=item_id))
        self._in_the_way = []

    async def _tell_what_came_back(self) -> None:
        """A retry has failed, or kept nothing: what it made is gone, and what it was to replace is there again."""
        for item_id in {*self._turn.stored, *(item.id for item in self._draft.items)}:
            self._tell(ThreadItemRemovedEvent(item_id=item_id))
        for item in await in_database(items.since, self.thread_id, self._turn.retried, self._asker):
            self._tell(ThreadItemDoneEvent(item=item))

    async def _kept(self) -> list[ThreadItem]:
        try:
            return await self._server.keep(self._draft.items, self._asker)
        except NotFoundError:  # deleted in another process
            return []
