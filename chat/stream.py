"""Server-sent events to a browser, through whatever proxies stand between."""

from __future__ import annotations

from chatkit.server import StreamingResult
from chatkit.types import ErrorEvent
from django.http import HttpResponse, StreamingHttpResponse

from chat.answers import Answer, frame
from chat.errors import Refusal

EVENT_STREAM = "text/event-stream"


def event_stream(result: StreamingResult) -> StreamingHttpResponse:
    """A response that sends each event as it comes."""
    response = StreamingHttpResponse(Answer(aiter(result)), content_type=EVENT_STREAM)
    response["Cache-Control"] = "no-cache, no-transform"
    response["X-Accel-Buffering"] = "no"
    return response


def apology(refusal: Refusal) -> HttpResponse:
    """A stream of one event, which the component shows to the person with a button to try again."""
    event = ErrorEvent(code="custom", message=refusal.sentence, allow_retry=True)
    return HttpResponse(frame(event), content_type=EVENT_STREAM)
