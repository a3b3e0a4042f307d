"""The doors: each asks who it is, parses, delegates and answers. `urls` hangs each of them twice, for either key."""

from __future__ import annotations

from functools import cache, partial
from typing import IO, cast

from chatkit.server import NonStreamingResult
from chatkit.types import Attachment, ThreadsGetByIdReq
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from chat import keys
from chat import wire as protocol
from chat.answers import Answer
from chat.assistant.mentions import mention, mentionable
from chat.conf import chatkit
from chat.database import in_database, in_site
from chat.doors import door
from chat.errors import Malformed
from chat.following import Followed, follow, latest
from chat.keys import Key
from chat.reports import report
from chat.rows import allowances, announcements, attachments
from chat.server import ChatServer
from chat.stopping import stop
from chat.stream import ANSWER, STATE, answer_stream, file_stream
from chat.text import clean
from chat.tickets import Upload, admits
from chat.uploads import announced, received
from chat.welcome import unwelcome


@cache
def _server(path: str) -> ChatServer:
    made: ChatServer = import_string(path)()
    return made


def server() -> ChatServer:
    """The one of this process, as `CHATKIT["SERVER"]` says."""
    return _server(chatkit().SERVER)


LONGEST_QUERY = 100


@csrf_exempt  # not really: `keys.session` refuses in JSON
@login_not_required  # not really: the key refuses in JSON
@door("POST")
async def wire(request: HttpRequest, *, key: Key = keys.session) -> HttpResponseBase:
    """ChatKit's one door: JSON in; JSON or an event stream out."""
    asker = await key(request)
    call = protocol.parse(request.body)
    protocol.check_size(call, request.body)
    result = await server().process(call, asker, key=protocol.key(request.headers.get("Idempotency-Key", "")))
    if isinstance(result, Answer | Followed):
        return answer_stream(result, partial(unwelcome, asker, request, key=key))
    response = HttpResponse(cast(NonStreamingResult, result).json, content_type="application/json")
    if isinstance(call, ThreadsGetByIdReq) and (newest := await latest(call.params.thread_id, asker)):
        response[ANSWER], response[STATE] = newest.id, newest.state
    return response


@login_not_required
@door("GET")
async def answer(request: HttpRequest, answer_id: str, *, key: Key = keys.session) -> HttpResponseBase:
    """Follow an answer: what it has said after `Last-Event-ID`, and what it goes on to say."""
    asker = await key(request)
    after = protocol.event_number(request.headers.get("Last-Event-ID", "0"))
    followed = await follow(answer_id, after, asker, server=server())
    return answer_stream(followed, partial(unwelcome, asker, request, key=key))


@csrf_exempt
@login_not_required
@door("POST")
async def stop_answer(request: HttpRequest, answer_id: str, *, key: Key = keys.session) -> HttpResponseBase:
    """End an answer, wherever it runs; how it stands then."""
    asker = await key(request)
    return JsonResponse({"state": await stop(answer_id, asker)})


@csrf_exempt
@login_not_required
@door("POST")
async def reports(request: HttpRequest, *, key: Key = keys.session) -> HttpResponseBase:
    """Put an answer before the staff."""
    asker = await key(request)
    await report(request.body, asker)
    return JsonResponse({"message": _("Thank you. Our staff will look at it.")}, status=201)


@csrf_exempt
@login_not_required
@door("POST")
async def uploads(request: HttpRequest, *, key: Key = keys.session) -> HttpResponseBase:
    """A file as `file` of a form, in one step; the attachment that it is then."""
    asker = await key(request)
    given = await in_site(lambda: request.FILES.get("file"))
    if given is None:
        raise Malformed
    made = await in_database(announced, given.name or "", given.size or 0, given.content_type or "", asker)
    return _attached(await in_site(received, Upload(made.id, str(asker.user.pk), asker.tenant), given))


@csrf_exempt  # the ticket is its own key
@login_not_required
@door("PUT")
async def upload(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """The second of two steps: the bytes for which a ticket was given."""
    return _attached(await in_site(received, Upload.of(ticket), cast(IO[bytes], request)))


def _attached(attachment: Attachment) -> HttpResponse:
    content = attachment.model_dump_json(exclude_none=True, context={"exclude_metadata": True})
    return HttpResponse(content, content_type="application/json", headers={"Cache-Control": "no-store"})


@login_not_required
@door("GET")
async def file(request: HttpRequest, file_id: str, *, key: Key = keys.session) -> HttpResponseBase:
    """A file of the asker's, or of whoever has a ticket, or a part of it; no browser takes it for more than it is."""
    asker = None if admits(request.GET.get("ticket", ""), file_id) else await key(request)
    opened = await in_database(attachments.opened, file_id, asker)
    return file_stream(opened, request.headers.get("Range", ""))


@login_not_required
@door("GET")
async def entities(request: HttpRequest, *, key: Key = keys.session) -> HttpResponseBase:
    """What the asker may mention: the rows that `q` finds, or the one of an `id`, as a widget to look at."""
    asker = await key(request)
    asked = clean(request.GET.dict())
    if mention_id := asked.get("id", ""):
        found = await mention(mention_id, asker)
        return JsonResponse(
            {"entity": found.as_entity(), "preview": found.preview().model_dump(mode="json", exclude_none=True)}
        )
    offered = await mentionable(asked.get("q", "")[:LONGEST_QUERY], asker)
    return JsonResponse({"entities": [one.as_entity() for one in offered]})


@login_not_required
@door("GET")
async def announcement(request: HttpRequest, *, key: Key = keys.session) -> HttpResponseBase:
    """What the site tells everybody who uses the chat."""
    await key(request)
    return JsonResponse({"announcement": await in_database(announcements.text)})


@login_not_required
@door("GET")
async def allowance(request: HttpRequest, *, key: Key = keys.session) -> HttpResponseBase:
    """How much the asker, and their organisation, may still use, and when that renews."""
    asker = await key(request)
    stood = await in_database(allowances.standings, asker)
    return JsonResponse({"allowances": [one.as_json() for one in stood]})
