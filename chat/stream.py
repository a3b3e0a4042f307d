"""Server-sent events to a browser, through whatever proxies stand between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from chatkit.types import ErrorEvent
from django.http import HttpResponse, StreamingHttpResponse

from chat.answers import Answer
from chat.conf import chatkit
from chat.errors import Refusal
from chat.following import Followed
from chat.rows.answers import State
from chat.turns import Ending

EVENT_STREAM = "text/event-stream"
ANSWER, STATE = "ChatKit-Answer", "ChatKit-Answer-State"
"""Headers that tell a client which answer this is, or which is the thread's newest, and how it stands."""


def answer_stream(answer: Answer | Followed) -> StreamingHttpResponse:
    """A response that sends each event of an answer as it comes."""
    parts = Reader(answer) if isinstance(answer, Answer) else aiter(answer)
    response = StreamingHttpResponse(parts, content_type=EVENT_STREAM)
    response["Cache-Control"] = "no-cache, no-transform"
    response["X-Accel-Buffering"] = "no"
    response[ANSWER] = answer.id
    return response


class Reader:
    """Somebody who follows an answer. That they leave does not end it, unless the site wants it so."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._loop = asyncio.get_running_loop()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._answer)

    def close(self) -> None:
        """Called by Django when the response is over, from a thread of its own."""
        if chatkit().ON_DISCONNECT == "stop":
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        if not self._answer.has_readers:
            self._answer.stop(Ending(State.STOPPED, "disconnected"))


def apology(refusal: Refusal) -> HttpResponse:
    """A stream of one event, which the component shows to the person with a button to try again."""
    event = ErrorEvent(code="custom", message=refusal.sentence, allow_retry=True)
    frame = b"data: " + event.model_dump_json(exclude_none=True).encode() + b"\n\n"
    return HttpResponse(frame, content_type=EVENT_STREAM)
