"""By what staff choose threads from the list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chat.models import Attachment, Feedback, Flag, Item, Thread
from chat.staff import Staff, tenant_names
from chat.text import clean

MOST = 200
"""How many organisations the filter offers."""


class _Yes(admin.SimpleListFilter):
    """Threads that have something, and those that do not."""

    which: Any

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("With")), ("no", _("Without"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Thread]) -> QuerySet[Thread]:
        match self.value():
            case "yes":
                return queryset.filter(self.which)
            case "no":
                return queryset.exclude(self.which)
            case _:
                return queryset


class Flagged(_Yes):
    title, parameter_name = _("flags"), "flagged"
    which = Exists(Flag.objects.filter(thread=OuterRef("pk"), settled_at=None))


class Disliked(_Yes):
    title, parameter_name = _("bad answers"), "disliked"
    which = Exists(Feedback.objects.filter(item__thread=OuterRef("pk"), kind=Feedback.Kind.NEGATIVE))


class WithFiles(_Yes):
    title, parameter_name = _("files"), "files"
    which = Exists(Attachment.objects.filter(thread=OuterRef("pk")))


class Redacted(_Yes):
    title, parameter_name = _("redacted items"), "redacted"
    which = Exists(Item.objects.filter(thread=OuterRef("pk"), withheld=Item.Withheld.REDACTED))


class TakenOver(_Yes):
    title, parameter_name = _("taken over"), "taken"
    which = Q(taken_by__isnull=False)


class Assigned(admin.SimpleListFilter):
    title, parameter_name = _("handled by"), "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("me", _("Me")), ("somebody", _("Somebody")), ("nobody", _("Nobody"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Thread]) -> QuerySet[Thread]:
        match self.value():
            case "me":
                return queryset.filter(assignee=request.user.pk)
            case "somebody":
                return queryset.exclude(assignee=None)
            case "nobody":
                return queryset.filter(assignee=None)
            case _:
                return queryset


class Organisation(admin.SimpleListFilter):
    title, parameter_name = _("organisation"), "organisation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        seen = Thread.objects.seen_by(Staff.of(request.user)).exclude(tenant="")
        tenants = seen.order_by().values_list("tenant", flat=True).distinct()[:MOST]
        return sorted(tenant_names(tenants).items(), key=lambda known: known[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Thread]) -> QuerySet[Thread]:
        return queryset.filter(tenant=clean(self.value())) if self.value() else queryset
