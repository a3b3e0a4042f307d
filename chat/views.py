"""The doors: each parses, asks who it is, delegates and answers."""

from __future__ import annotations

from typing import cast

from chatkit.server import NonStreamingResult
from chatkit.types import ThreadsGetByIdReq
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie

from chat import csrf
from chat import wire as protocol
from chat.answers import Answer
from chat.context import Asker
from chat.doors import door
from chat.following import Followed, follow, latest
from chat.server import ChatServer
from chat.stopping import stop
from chat.stream import ANSWER, STATE, answer_stream

server = ChatServer()


@csrf_exempt  # not really: `csrf.check` refuses in JSON
@login_not_required  # not really: `Asker.of` refuses in JSON
@door("POST")
async def wire(request: HttpRequest) -> HttpResponseBase:
    """ChatKit's one door: JSON in; JSON or an event stream out."""
    asker = await Asker.of(request)
    csrf.check(request)
    call = protocol.parse(request.body)
    result = await server.process(call, asker, key=request.headers.get("Idempotency-Key", ""))
    if isinstance(result, Answer | Followed):
        return answer_stream(result)
    response = HttpResponse(cast(NonStreamingResult, result).json, content_type="application/json")
    if isinstance(call, ThreadsGetByIdReq) and (newest := await latest(call.params.thread_id, asker)):
        response[ANSWER], response[STATE] = newest.id, newest.state
    return response


@login_not_required
@door("GET")
async def answer(request: HttpRequest, answer_id: str) -> HttpResponseBase:
    """Follow an answer: what it has said after `Last-Event-ID`, and what it goes on to say."""
    asker = await Asker.of(request)
    after = protocol.event_number(request.headers.get("Last-Event-ID", "0"))
    return answer_stream(await follow(answer_id, after, asker, server=server))


@csrf_exempt
@login_not_required
@door("POST")
async def stop_answer(request: HttpRequest, answer_id: str) -> HttpResponseBase:
    """End an answer, wherever it runs; how it stands then."""
    asker = await Asker.of(request)
    csrf.check(request)
    return JsonResponse({"state": await stop(answer_id, asker)})


@login_required
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The chat on a page of its own."""
    return render(request, "chatkit/page.html")
