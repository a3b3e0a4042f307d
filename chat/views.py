"""The doors: each parses, asks who it is, delegates and answers."""

from __future__ import annotations

import logging

from chatkit.server import StreamingResult
from chatkit.store import NotFoundError
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie

from chat import csrf
from chat import wire as protocol
from chat.context import Asker
from chat.errors import Broken, Missing, Outage, Refusal, TooLarge, WrongMethod
from chat.server import ChatServer
from chat.stream import apology, event_stream

logger = logging.getLogger(__name__)
server = ChatServer()


@csrf_exempt  # not really: `csrf.check` refuses in JSON
@login_not_required  # not really: `Asker.of` refuses in JSON
async def wire(request: HttpRequest) -> HttpResponseBase:
    """ChatKit's one door: JSON in; JSON or an event stream out."""
    try:
        return await _answer(request)
    except Refusal as refusal:
        return refusal.as_response()
    except NotFoundError:
        return Missing().as_response()
    except RequestDataTooBig:
        return TooLarge().as_response()
    except Exception as error:
        logger.exception("A request failed.")
        failure = Outage() if isinstance(error, DatabaseError) else Broken()
        # The component sends a streaming request up to five times again when it meets a 5xx.
        return apology(failure) if protocol.is_streaming(request.body) else failure.as_response()


async def _answer(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        raise WrongMethod
    asker = await Asker.of(request)
    csrf.check(request)
    result = await server.process(protocol.parse(request.body), asker)
    if isinstance(result, StreamingResult):
        return event_stream(result)
    return HttpResponse(result.json, content_type="application/json")


@login_required
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The chat on a page of its own."""
    return render(request, "chatkit/page.html")
