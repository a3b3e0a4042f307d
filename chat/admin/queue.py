"""The queue: what people report, what guardrails have objected to and what colleagues have flagged, newest first."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chat import live
from chat.admin.acting import Acting
from chat.models import Flag
from chat.staff import Staff, tenant_names


class Settled(admin.SimpleListFilter):
    """Those that wait, unless somebody asks for the others."""

    title, parameter_name = _("state"), "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Settled")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        waiting, *others = super().choices(changelist)
        return [{**waiting, "display": _("Waiting")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Flag]) -> QuerySet[Flag]:
        match self.value():
            case "yes":
                return queryset.exclude(settled_at=None)
            case "all":
                return queryset
            case _:
                return queryset.filter(settled_at=None)


@admin.register(Flag)
class FlagAdmin(Acting, admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """To be worked through: what is decided here is decided on the flags' threads."""

    list_display = ["raised_at", "from_whom", "reason", "thread_link", "whose", "assignee"]
    list_display_links = None
    list_filter = [Settled, "source", "raised_at"]
    list_select_related = ["thread__owner", "thread__assignee", "raised_by"]
    list_per_page = 50
    search_fields = ["reason", "=thread__id", "thread__title"]
    show_full_result_count = False
    change_list_template = "admin/chatkit/flag/queue.html"

    class Media:
        css = {"all": ["chatkit/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Flag]:
        return Flag.objects.seen_by(Staff.of(request.user))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"title": _("Queue"), "live_url": live.address("queue/")}
        response = super().changelist_view(request, {**(extra_context or {}), **more})
        if shown := getattr(response, "context_data", {}).get("cl"):
            flags = list(shown.result_list)
            names = tenant_names(flag.thread.tenant for flag in flags)
            for flag in flags:
                vars(flag)["organisation"] = names.get(flag.thread.tenant, "")
            shown.result_list = flags
        return response

    def thread_ids(self, queryset: QuerySet[Any]) -> list[str]:
        return list(queryset.order_by("thread").values_list("thread", flat=True).distinct())

    @admin.display(description=_("from"), ordering="source")
    def from_whom(self, flag: Flag) -> SafeString:
        badge = '<span class="chatkit-badge {}">{}</span> {}'
        return format_html(badge, flag.source, flag.get_source_display(), flag.raised_by or "")

    @admin.display(description=_("thread"))
    def thread_link(self, flag: Flag) -> SafeString:
        """To the item that it is about, for whoever may read it."""
        url = reverse("admin:chatkit_thread_change", args=[quote(flag.thread_id)])
        place = f"#item-{flag.item_id}" if flag.item_id else ""
        return format_html('<a href="{}{}">{}</a>', url, place, flag.thread)

    @admin.display(description=_("owner"))
    def whose(self, flag: Any) -> SafeString:
        return format_html('{}<span class="chatkit-id">{}</span>', flag.thread.owner, flag.organisation)

    @admin.display(description=_("handled by"))
    def assignee(self, flag: Flag) -> str:
        return str(flag.thread.assignee or "–")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return Staff.of(request.user).may("view_thread")
