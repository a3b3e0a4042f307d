"""Server-sent events to a browser, through whatever proxies stand between."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing

from chatkit.types import ErrorEvent
from django.core.files import File
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from chat.answers import PAUSE, Answer
from chat.conf import chatkit
from chat.database import end_request_thread, in_site
from chat.errors import Refusal
from chat.files import harmless, part_of
from chat.following import Followed
from chat.rows.answers import State
from chat.rows.attachments import Opened
from chat.turns import Ending

EVENT_STREAM = "text/event-stream"
ANSWER, STATE = "ChatKit-Answer", "ChatKit-Answer-State"
"""Headers that tell a client which answer this is, or which is the thread's newest, and how it stands."""

PIECE = 256 * 1024

HEARTBEAT = b": still here\n"
"""A comment without the blank line that would end an event: to a parser it is nothing at all."""
Look = Callable[[], Awaitable[Refusal | None]]
"""Why the reader is not welcome any more, if they are not."""


def answer_stream(answer: Answer | Followed, unwelcome: Look) -> StreamingHttpResponse:
    """A response that sends each event of an answer as it comes, for as long as its reader is welcome."""
    response = StreamingHttpResponse(Reader(answer, unwelcome), content_type=EVENT_STREAM)
    response["Cache-Control"] = "no-cache, no-transform"
    response["X-Accel-Buffering"] = "no"
    response[ANSWER] = answer.id
    if isinstance(answer, Answer):
        for name, value in answer.standing.headers().items():
            response[name] = value
    return response


class Reader:
    """Somebody who follows an answer. That they leave does not end it, unless the site wants it so."""

    def __init__(self, answer: Answer | Followed, unwelcome: Look) -> None:
        self._answer, self._unwelcome = answer, unwelcome
        self._loop = asyncio.get_running_loop()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        began = said = looked = time.monotonic()
        has_thread = True
        async with aclosing(self._answer.json_events) as parts:
            async for part in parts:
                now = time.monotonic()
                if has_thread and now - began >= PAUSE:
                    has_thread = False
                    end_request_thread()
                if now - looked >= chatkit().WELCOME_SECONDS:
                    looked = now
                    if refusal := await self._unwelcome():
                        yield _error(refusal, allow_retry=False)
                        return
                if part or now - said >= chatkit().HEARTBEAT_SECONDS:
                    said = now
                    yield part or HEARTBEAT

    def close(self) -> None:
        """Called by Django when the response is over, from a thread of its own."""
        if isinstance(self._answer, Answer) and chatkit().ON_DISCONNECT == "stop":
            self._loop.call_soon_threadsafe(self._leave, self._answer)

    @staticmethod
    def _leave(answer: Answer) -> None:
        if not answer.has_readers:
            answer.stop(Ending(State.STOPPED, "disconnected"))


def apology(refusal: Refusal) -> HttpResponse:
    """A stream of one event, which the component shows to the person with a button to try again."""
    return HttpResponse(_error(refusal, allow_retry=True), content_type=EVENT_STREAM)


def _error(refusal: Refusal, *, allow_retry: bool) -> bytes:
    event = ErrorEvent(code="custom", message=refusal.sentence, allow_retry=allow_retry)
    return b"data: " + event.model_dump_json(exclude_none=True).encode() + b"\n\n"


def file_stream(opened: Opened, wanted: str) -> HttpResponseBase:
    """A file, or the part of it that a `Range` header wants (RFC 9110, 14.2), in pieces, each read on a thread."""
    part = part_of(wanted, opened.size)
    first, last = part or (0, opened.size - 1)
    if part and first > last:
        opened.file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{opened.size}"})
    response = StreamingHttpResponse(_pieces(opened.file, first, last), status=206 if part else 200)
    for name, value in harmless(mime_type=opened.mime_type, name=opened.name).items():
        response[name] = value
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    if response.status_code == 206:
        response["Content-Range"] = f"bytes {first}-{last}/{opened.size}"
    return response


async def _pieces(file: File[bytes], first: int, last: int) -> AsyncIterator[bytes]:
    try:
        await in_site(file.seek, first)
        while first <= last and (piece := await in_site(file.read, min(PIECE, last - first + 1))):
            first += len(piece)
            yield piece
    finally:
        await in_site(file.close)
