"""Threads: their list, and the page of one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from chat.admin import filters
from chat.admin.acting import Acting
from chat.admin.acts import act_page
from chat.admin.counts import counted
from chat.admin.reading import file_of, thread_page
from chat.admin.replies import reply_page
from chat.admin.search import search_page
from chat.models import Thread
from chat.staff import Staff


class ThreadModeration(Acting, admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """What a staff member sees and does; a site registers its own class of it to change that."""

    list_display = ["name", "whose", "state", "signs", "size", "assignee", "updated_at"]
    list_display_links = ["name"]
    list_filter = [
        "status",
        filters.Flagged,
        filters.Assigned,
        filters.TakenOver,
        filters.Organisation,
        "labels",
        "updated_at",
        filters.Disliked,
        filters.WithFiles,
        filters.Redacted,
        "is_held",
    ]
    list_per_page = 50
    list_select_related = ["owner", "assignee", "taken_by"]
    show_facets = admin.ShowFacets.ALLOW
    show_full_result_count = False
    change_list_template = "admin/chatkit/thread/list.html"
    search_help_text = _("By title, id or owner")

    class Media:
        css = {"all": ["chatkit/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Thread]:
        return Thread.objects.seen_by(Staff.of(request.user))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        user = get_user_model()
        names = {user.USERNAME_FIELD, user.get_email_field_name()} & {field.name for field in user._meta.get_fields()}
        return ["title", "=id", *(f"owner__{name}" for name in sorted(names))]

    # Columns

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_search = Staff.of(request.user).may("search_content")
        response = super().changelist_view(request, {**(extra_context or {}), "may_search": may_search})
        if shown := getattr(response, "context_data", {}).get("cl"):
            shown.result_list = counted(shown.result_list)
        return response

    @admin.display(description=_("title"), ordering="title")
    def name(self, thread: Thread) -> SafeString:
        return format_html(
            '<b>{}</b><span class="chatkit-id">{}</span>', thread.title or _("Without a title"), thread.pk
        )

    @admin.display(description=_("owner"), ordering="owner")
    def whose(self, thread: Any) -> SafeString:
        return format_html('{}<span class="chatkit-id">{}</span>', thread.owner, thread.counts.organisation)

    @admin.display(description=_("status"), ordering="status")
    def state(self, thread: Thread) -> SafeString:
        badges = [(thread.status, str(capfirst(thread.get_status_display())))]
        badges += [("held", str(_("kept")))] if thread.is_held else []
        badges += [("taken", _("%s answers") % thread.taken_by)] if thread.taken_by else []
        return format_html_join(" ", '<span class="chatkit-badge {}">{}</span>', badges)

    @admin.display(description=_("signs"))
    def signs(self, thread: Any) -> SafeString | str:
        """What asks for somebody's attention."""
        badges = [("flagged", "⚑", thread.counts.flags, _("open flags"))] if thread.counts.flags else []
        badges += [("bad", "👎", thread.counts.bad, _("bad answers"))] if thread.counts.bad else []
        badge = '<span class="chatkit-badge {0}" title="{3}">{1} {2}<span class="chatkit-unseen"> {3}</span></span>'
        return format_html_join(" ", badge, badges) or "–"

    @admin.display(description=_("items"))
    def size(self, thread: Any) -> int:
        return int(thread.counts.items)

    # Pages

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        acts = partial(act_page, site=self.admin_site)
        return [
            path("search/", wrap(partial(search_page, site=self.admin_site)), name="chatkit_thread_search"),
            path("acts/<slug:name>/", wrap(acts), name="chatkit_thread_act"),
            path("<path:object_id>/reply/", wrap(self.reply_view), name="chatkit_thread_reply"),
            path("<path:object_id>/files/<slug:file_id>/", wrap(self.file_view), name="chatkit_thread_file"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        thread = self._seen(request, object_id)
        if thread is None:
            redirect: HttpResponseRedirect = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
            return redirect
        return thread_page(request, thread, site=self.admin_site)

    def file_view(self, request: HttpRequest, object_id: str, file_id: str) -> HttpResponseBase:
        return file_of(request, self._seen(request, object_id), file_id)

    def reply_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        return reply_page(request, self._seen(request, object_id), site=self.admin_site)

    def _seen(self, request: HttpRequest, object_id: str) -> Thread | None:
        thread = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, thread):
            raise PermissionDenied
        return thread


@admin.register(Thread)
class ThreadAdmin(ThreadModeration):
    """The app's own."""
