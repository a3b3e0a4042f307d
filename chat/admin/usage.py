"""What answers cost, as charts with their tables beneath, and as CSV."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any, get_args

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chat.admin.unedited import Unedited
from chat.limits import today
from chat.models import Usage
from chat.moderation.export import harmless
from chat.rows.usage_report import By, Row, report
from chat.staff import Staff

DAYS = 30
TITLES: dict[By, Any] = {
    "day": _("By day"),
    "model": _("By model"),
    "tenant": _("By organisation"),
    "user": _("By person"),
}
COLUMNS = ("answers", "broken", "read", "written", "cost", "first_word")


class Period(forms.Form):
    """From a day to a day."""

    since = forms.DateField(label=pgettext_lazy("period", "From"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=pgettext_lazy("period", "To"), widget=forms.DateInput({"type": "date"}))


@admin.register(Usage)
class UsageAdmin(Unedited, admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """One page; single answers are not looked at here."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        period = Period(request.GET if "since" in request.GET else _last_days())
        known = period.cleaned_data if period.is_valid() else {"since": today(), "until": today()}
        staff = Staff.of(request.user)
        if (by := request.GET.get("csv", "")) in get_args(By):
            return _csv(by, report(by, staff=staff, **known))  # type: ignore[arg-type] # it is one of them
        reports = [(by, title, report(by, staff=staff, **known)) for by, title in TITLES.items()]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Usage"),
            "opts": self.opts,
            "period": period,
            "reports": reports,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/chatkit/usage/report.html", context)


def _last_days() -> dict[str, str]:
    return {"since": (today() - timedelta(days=DAYS - 1)).isoformat(), "until": today().isoformat()}


def _csv(by: str, rows: list[Row]) -> HttpResponse:
    """It begins with the mark by which Excel knows UTF-8."""
    name = f"usage-by-{by}-{today()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    lines = csv.writer(response)
    lines.writerow([by, *COLUMNS])
    lines.writerows([harmless(row.label), *(getattr(row, column) for column in COLUMNS)] for row in rows)
    return response
