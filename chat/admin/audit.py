"""The audit trail and the labels, as pages."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chat.admin.unedited import Unedited
from chat.models import AuditEntry, Label
from chat.moderation import verb_of
from chat.staff import Staff


@admin.register(AuditEntry)
class AuditEntryAdmin(Unedited, admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """To be read, by those who may."""

    list_display = ["at", "actor", "verb", "thread_link", "reason"]
    list_display_links = ["at"]
    list_filter = ["act", "at"]
    search_fields = ["thread_id", "item_id", "actor", "reason"]
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.seen_by(Staff.of(request.user))

    @admin.display(description=_("act"), ordering="act")
    def verb(self, entry: AuditEntry) -> str:
        return verb_of(entry.act)

    @admin.display(description=_("thread"))
    def thread_link(self, entry: AuditEntry) -> SafeString | str:
        if not entry.thread_id:
            return "–"
        url = reverse("admin:chatkit_thread_change", args=[quote(entry.thread_id)])
        return format_html('<a href="{}">{}</a>', url, entry.thread_id)


@admin.register(Label)
class LabelAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """The words that there are."""

    search_fields = ["name"]
