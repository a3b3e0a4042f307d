"""One thread's page: what it says, to whoever may read it and has said why; and what staff keep of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from chat import live, presence
from chat.admin.transcript import Transcript
from chat.conf import chatkit
from chat.files import file_response
from chat.models import Attachment, AuditEntry, Thread
from chat.moderation import ACTS, REDACT, audit, verb_of
from chat.rows import suspensions
from chat.staff import Staff, tenant_names

TRAIL = 50


class ReasonForm(forms.Form):
    """Why somebody wants to read what others wrote."""

    reason = forms.CharField(
        label=_("Why do you read this thread?"), widget=forms.TextInput({"class": "vTextField"}), max_length=2000
    )


class ReplyForm(forms.Form):
    """What a staff member says to the person."""

    text = forms.CharField(
        label=_("Your reply"),
        help_text=_("The person sees it at once, with your name. Markdown is understood."),
        widget=forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
        max_length=20_000,
    )


def thread_page(
    request: HttpRequest, thread: Thread, *, site: admin.AdminSite, writing: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """What staff may see and do of a thread; `writing` is a reply that was not sent, so that it is not lost."""
    staff = Staff.of(request.user)
    form = ReasonForm(request.POST if request.method == "POST" and not writing else None)
    if form.is_bound and staff.may("view_content") and form.is_valid():
        audit.record(audit.READ, thread, by=staff, reason=form.cleaned_data["reason"])
        return HttpResponseRedirect(request.get_full_path())
    is_readable = _may_read(thread, staff)
    acts = [act for act in ACTS.values() if act.is_allowed(staff) and act.fits(thread)]
    context = {
        **site.each_context(request),
        "title": str(thread),
        "opts": Thread._meta,
        "thread": thread,
        "organisation": tenant_names([thread.tenant]).get(thread.tenant, ""),
        "acts": [act for act in acts if act != REDACT],  # which stands at each item
        "form": form if staff.may("view_content") else None,
        "transcript": _transcript(request, thread) if is_readable else None,
        "suspended_until": suspensions.until(thread.owner_id, thread.tenant),
        "with_hidden": "hidden" in request.GET,
        "flags": thread.flags.filter(settled_at=None).select_related("raised_by"),
        "notes": thread.notes.select_related("author"),
        "trail": _trail(thread) if staff.may("view_auditentry") else [],
        "writing": writing or (ReplyForm() if _answers(staff, thread) else None),
        "desk_url": live.address("desk/", thread=thread.pk),
        "believed_seconds": presence.believed_seconds(),
        "may_redact": staff.may(REDACT.permission),
    }
    return TemplateResponse(request, "admin/chatkit/thread/thread.html", context, status=status)


def file_of(request: HttpRequest, thread: Thread | None, file_id: str) -> HttpResponseBase:
    """A file of a thread that somebody is reading."""
    found = Attachment.objects.filter(thread=thread, pk=file_id).exclude(file="").first() if thread else None
    if thread is None or found is None:
        raise Http404
    if not _may_read(thread, Staff.of(request.user)):
        raise PermissionDenied
    with found.file.open() as file:
        return file_response(file.read(), mime_type=found.content["mime_type"], name=found.content["name"])


def _may_read(thread: Thread, staff: Staff) -> bool:
    """Whether they may and have said why; where the site wants no reason, that they read it is kept all the same.

    Whoever answers there has said why when they took the thread over.
    """
    if not staff.may("view_content"):
        return False
    if _answers(staff, thread):
        return True
    is_reading = audit.is_reading(thread, staff)
    if not is_reading and not chatkit().REASON_TO_READ:
        audit.record(audit.READ, thread, by=staff)
        return True
    return is_reading


def _answers(staff: Staff, thread: Thread) -> bool:
    return thread.taken_by_id is not None and thread.taken_by_id == staff.user.pk


def _trail(thread: Thread) -> list[tuple[str, AuditEntry]]:
    """What was done to the thread, newest first, each with its verb."""
    return [(verb_of(entry.act), entry) for entry in AuditEntry.objects.filter(thread_id=thread.pk)[:TRAIL]]


def _transcript(request: HttpRequest, thread: Thread) -> Transcript:
    before: Any = request.GET.get("before", "")
    place = int(before) if before.isdecimal() and len(before) < 19 else None
    return Transcript.of(thread, before=place, with_hidden="hidden" in request.GET)
