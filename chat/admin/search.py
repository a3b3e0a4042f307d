"""The page on which staff search in what people wrote."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from chat.models import Thread
from chat.moderation.searching import MOST, PERMISSION, search
from chat.staff import Staff


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Words"),
        help_text=_("Threads in which one item says all of them, or what begins with them."),
        widget=forms.TextInput({"class": "vTextField"}),
        max_length=200,
    )
    reason = forms.CharField(
        label=_("Why do you search for this?"), widget=forms.TextInput({"class": "vTextField"}), max_length=2000
    )


def search_page(request: HttpRequest, *, site: admin.AdminSite) -> HttpResponse:
    """Which threads speak of something, without their words: to read one wants a reason of its own."""
    staff = Staff.of(request.user)
    if not staff.may(PERMISSION):
        raise PermissionDenied
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = (
        search(form.cleaned_data["words"], by=staff, reason=form.cleaned_data["reason"]) if form.is_valid() else None
    )
    context = {
        **site.each_context(request),
        "title": _("Search in what was said"),
        "opts": Thread._meta,
        "form": form,
        "found": found,
        "most": MOST,
    }
    return TemplateResponse(request, "admin/chatkit/thread/search.html", context)
