"""The page on which an act is confirmed, and carried out in batches."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chat.admin.downloads import download
from chat.admin.forms import FORMS, ActForm
from chat.models import Thread
from chat.moderation import ACTS, EXPORT, Act, Decision, Outcome, perform
from chat.staff import Staff

AT_ONCE = 200
"""Threads of one request, so that a page of 10,000 neither times out nor holds the database."""
LISTED = 20


def act_page(request: HttpRequest, name: str, *, site: admin.AdminSite) -> HttpResponseBase:
    """Show the form, or carry the act out on the next batch; `ids` are those that are left."""
    act = ACTS.get(name)
    if act is None:
        raise Http404
    staff = Staff.of(request.user)
    if not act.is_allowed(staff):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    ids = given.get("ids", "").split()
    if request.method != "POST" or "reason" not in request.POST:
        return confirmation(request, act, ids, site=site)
    form = FORMS.get(act.name, ActForm)(request.POST)
    if not form.is_valid():
        return confirmation(request, act, ids, site=site, form=form)
    decision = Decision(
        by=staff, reason=form.cleaned_data["reason"], detail=form.detail(), batch=_batch(given.get("batch", ""))
    )
    if act == EXPORT:
        return download(ids, decision)
    count = Count.of(given.get("count", "")).with_(perform(act, ids[:AT_ONCE], decision))
    if left := ids[AT_ONCE:]:
        context = {"batch": decision.batch, "count": count, "left": len(left), "total": len(left) + count.total}
        return _drawn(request, "progress", act, left, site=site, form=form, **context)
    messages.success(request, count.sentence(act))
    is_there = count.total == 1 and not count.gone and act.moved != "deleted"
    return HttpResponseRedirect(_back(ids if is_there else []))


def confirmation(
    request: HttpRequest, act: Act, ids: Sequence[str], *, site: admin.AdminSite, form: ActForm | None = None
) -> HttpResponse:
    """What is about to be done, to which threads; and a form for the reason."""
    seen = Thread.objects.seen_by(Staff.of(request.user)).filter(pk__in=ids[:LISTED])
    threads = list(seen.select_related("owner"))
    if not ids or (len(ids) == 1 and not threads):
        messages.error(request, _("There is no such thread any more."))
        return HttpResponseRedirect(_back([]))
    if form is None:
        form = FORMS.get(act.name, ActForm)(initial=_initial(request, act, threads))
    others = max(0, len(ids) - LISTED)
    return _drawn(request, "act", act, ids, site=site, form=form, threads=threads, others=others, total=len(ids))


def _initial(request: HttpRequest, act: Act, threads: list[Thread]) -> dict[str, Any]:
    only = threads[0] if len(threads) == 1 else None
    match act.name:
        case "assign":
            return {"assignee": request.user.pk}
        case "label" if only:
            return {"labels": list(only.labels.all())}
        case "redact":
            return {"items": " ".join(request.GET.getlist("item"))}
        case _:
            return {}


def _drawn(  # noqa: PLR0913 - what the two pages share
    request: HttpRequest, page: str, act: Act, ids: Sequence[str], *, site: admin.AdminSite, form: ActForm, **more: Any
) -> TemplateResponse:
    context = {
        **site.each_context(request),
        "title": act.verb,
        "opts": Thread._meta,
        "act": act,
        "ids": " ".join(ids),
        "form": form,
        "url": reverse("admin:chatkit_thread_act", args=[act.name]),
        "back": _back(ids),
        **more,
    }
    return TemplateResponse(request, f"admin/chatkit/thread/{page}.html", context)


def _back(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return reverse("admin:chatkit_thread_change", args=[quote(ids[0])])
    return reverse("admin:chatkit_thread_changelist")


def _batch(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid.uuid4()


@dataclass(frozen=True, slots=True)
class Count:
    """How many threads an act has been carried out on, through all its batches."""

    done: int = 0
    unchanged: int = 0
    gone: int = 0

    @classmethod
    def of(cls, text: str) -> Count:
        numbers = [int(number) for number in text.split() if number.isdecimal() and len(number) < 10]
        return cls(*numbers) if len(numbers) == 3 else cls()

    def with_(self, outcome: Outcome) -> Count:
        return Count(
            self.done + len(outcome.done),
            self.unchanged + len(outcome.unchanged),
            self.gone + len(outcome.gone),
        )

    @property
    def total(self) -> int:
        return self.done + self.unchanged + self.gone

    def __str__(self) -> str:
        return f"{self.done} {self.unchanged} {self.gone}"

    def sentence(self, act: Act) -> str:
        """What was done, honestly."""
        parts = [_("%(act)s: done for %(done)d.") % {"act": act.verb, "done": self.done}]
        if self.unchanged:
            parts.append(_("Unchanged: %d.") % self.unchanged)
        if self.gone:
            parts.append(_("No longer there: %d.") % self.gone)
        return " ".join(parts)
