"""The pages of a person: the chat by itself, their threads by what was said, what they have used, and their data."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, user_passes_test
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from chat.context import Asker, signed_in
from chat.database import in_database
from chat.errors import Refusal
from chat.privacy import requests
from chat.rows import allowances, usage
from chat.rows.hits import hits
from chat.stream import file_stream
from chat.text import clean

LONGEST_QUERY = 200


def _is_somebody(user: AbstractBaseUser | AnonymousUser) -> bool:
    """`is_active` again, because a backend's `get_user` may forget it."""
    return bool(user.is_authenticated and user.is_active)


for_people = user_passes_test(_is_somebody)


@login_required
@ensure_csrf_cookie
def chat(request: HttpRequest) -> HttpResponse:
    """The chat on a page of its own."""
    return render(request, "chatkit/page.html")


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The asker's own threads, by their titles and by what was said in them."""
    words = clean(request.GET.get("q", ""))[:LONGEST_QUERY].strip()
    try:
        found = hits(words, _asker(request))
    except Refusal as refusal:
        return render(request, "chatkit/search.html", {"refused": refusal.sentence}, status=refusal.status)
    return render(request, "chatkit/search.html", {"words": words, "found": found})


@login_required
@require_GET
def used(request: HttpRequest) -> HttpResponse:
    """What the asker's answers have cost this month, and what is left of today."""
    try:
        asker = _asker(request)
    except Refusal as refusal:
        return render(request, "chatkit/usage.html", {"refused": refusal.sentence}, status=refusal.status)
    known = {"month": usage.month(asker), "standings": allowances.standings(asker)}
    return render(request, "chatkit/usage.html", known)


@for_people
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """A person's data: a copy of it, and its erasure; how far either is."""
    asked = requests.of(request.user)
    known = {"requests": asked, "is_open": any(one.is_open for one in asked)}
    return render(request, "chatkit/data.html", known)


@for_people
@require_POST
def ask_copy(request: HttpRequest) -> HttpResponse:
    requests.ask(request.user, requests.Kind.COPY, by=request.user)
    return redirect("chatkit:data")


@for_people
@require_POST
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Only of somebody who has said that they mean it."""
    if request.POST.get("is_meant") != "on":
        known = {"requests": requests.of(request.user), "fault": _("Say that you mean it.")}
        return render(request, "chatkit/data.html", known, status=400)
    requests.ask(request.user, requests.Kind.ERASURE, by=request.user)
    return redirect("chatkit:data")


async def copy(request: HttpRequest, request_id: int) -> HttpResponseBase:
    """The copy that was made, to the person whose data it is."""
    user = await request.auser()
    opened = await in_database(requests.opened, request_id, user) if _is_somebody(user) else None
    if opened is None:
        raise Http404
    return file_stream(opened, request.headers.get("Range", ""))


def _asker(request: HttpRequest) -> Asker:
    user, tenant = signed_in(request)
    return Asker(user, tenant=tenant)
