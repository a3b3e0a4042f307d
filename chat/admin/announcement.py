"""One page: the announcement beside every chat, and the switch for maintenance."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from chat.models import Announcement
from chat.models.announcement import ONLY
from chat.moderation.announcing import announce, may_announce
from chat.staff import Staff


@admin.register(Announcement)
class AnnouncementAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """There is one, which is there as soon as somebody looks."""

    fields = ["text", "is_closed"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:chatkit_announcement_change", args=[ONLY]))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Announcement | None:
        if object_id != str(ONLY):
            return None
        return Announcement.objects.first() or Announcement(pk=ONLY)

    def save_model(
        self,
        request: HttpRequest,
        obj: Announcement,
        form: ModelForm[Announcement],
        change: bool,  # noqa: FBT001
    ) -> None:
        announce(obj.text, is_closed=obj.is_closed, by=Staff.of(request.user))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_announce(Staff.of(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
