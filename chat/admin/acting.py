"""A list from whose menu staff act on threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from chat.admin.acts import confirmation
from chat.admin.unedited import Unedited
from chat.moderation import ACTS, Act
from chat.staff import Staff

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite


class Acting(Unedited):
    """Mixed into a `ModelAdmin`. Its rows are threads, or say of which threads they are."""

    admin_site: AdminSite

    def thread_ids(self, queryset: QuerySet[Any]) -> list[str]:
        """Of the rows that were chosen."""
        return list(queryset.values_list("pk", flat=True))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        staff = Staff.of(request.user)
        allowed = [act for act in ACTS.values() if act.is_allowed(staff)]
        return {act.name: (self._action(act), act.name, act.verb) for act in allowed}

    def _action(self, act: Act) -> Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse]:
        def confirm(_: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
            return confirmation(request, act, self.thread_ids(queryset), site=self.admin_site)

        return confirm
