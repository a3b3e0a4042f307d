"""This site's Django around the two SDKs and nothing else: its middleware, somebody signed in, a store in memory.

Whoever answers in a view behind this middleware is no quicker, whatever keeps the threads.
"""

from __future__ import annotations

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from benchmarks.only_sdks import server
from benchmarks.plain import application
from chat import keys, wire
from chat.stream import EVENT_STREAM
from config import urls

__all__ = ["application"]


@csrf_exempt  # not really: `keys.session` refuses
async def answer(request: HttpRequest) -> StreamingHttpResponse:
    await keys.session(request)
    events = server._process_streaming(wire.parse(request.body), {})  # noqa: SLF001 - what `process` returns
    return StreamingHttpResponse(events, content_type=EVENT_STREAM)


urls.urlpatterns.insert(0, path("only-django/", answer))
