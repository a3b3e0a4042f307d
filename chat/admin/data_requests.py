"""Data requests: staff make a copy of somebody's data, or have it erased, and see how far that is."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chat.models import DataRequest
from chat.moderation import audit
from chat.privacy import requests
from chat.staff import Staff

NEEDED = {DataRequest.Kind.COPY: "export", DataRequest.Kind.ERASURE: "erase"}
"""The permission for each kind. A copy is read by whoever fetches it, for which they need another."""


class _Form(ModelForm):  # type: ignore[type-arg] # which Django knows only in its stubs
    class Meta:
        model = DataRequest
        fields = ("user", "kind", "reason")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if "reason" in self.fields:
            self.fields["reason"].required = True


@admin.register(DataRequest)
class DataRequestAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """For the staff of the site: what is a person's is theirs in every organisation."""

    form = _Form
    list_display = ["asked_at", "user", "kind", "asked_by", "state", "progress"]
    list_filter = ["kind", "state"]
    list_select_related = ["user", "asked_by"]
    raw_id_fields = ["user"]
    change_form_template = "admin/chatkit/datarequest/change_form.html"

    def get_fields(self, request: HttpRequest, obj: DataRequest | None = None) -> list[Any]:
        more = ["asked_by", "asked_at", "state", "progress", "kept", "ended_at", "copy"] if obj else []
        return ["user", "kind", "reason", *more]

    @admin.display(description=_("progress"))
    def progress(self, request: DataRequest) -> str:
        return _("%(done)s of %(total)s threads") % {"done": request.done, "total": request.total}

    @admin.display(description=_("copy"))
    def copy(self, request: DataRequest) -> SafeString | str:
        if not request.file:
            return "–"
        url = reverse("admin:chatkit_datarequest_file", args=[request.pk])
        return format_html('<a href="{}">{}</a>', url, _("Download"))

    def get_urls(self) -> list[URLPattern]:
        download = self.admin_site.admin_view(self.download)
        return [path("<int:pk>/file/", download, name="chatkit_datarequest_file"), *super().get_urls()]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
        staff = Staff.of(request.user)
        if not (_may_any(request) and staff.may("export") and staff.may("view_content")):
            raise PermissionDenied
        made = DataRequest.objects.filter(pk=pk).exclude(file="").first()
        if made is None:
            raise Http404
        audit.record_of_person(audit.COPY_PERSON, made.user_id, by=staff, reason=made.reason)
        return FileResponse(made.file.open(), as_attachment=True, filename=f"person-{made.user_id}.zip")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **named: Any) -> HttpResponse:
        """Whoever looks at one that was left lying takes it up."""
        if (made := DataRequest.objects.filter(pk=object_id).first()) and _may_any(request):
            requests.take_up(made)
        return super().change_view(request, object_id, *args, **named)

    def save_model(self, request: HttpRequest, obj: DataRequest, form: ModelForm[DataRequest], change: bool) -> None:  # noqa: FBT001
        kind = DataRequest.Kind(obj.kind)
        if not Staff.of(request.user).may(NEEDED[kind]):
            raise PermissionDenied
        obj.pk = requests.ask(obj.user, kind, by=request.user, reason=obj.reason).pk

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _may_any(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_any(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _may_any(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _may_any(request: HttpRequest) -> bool:
    staff = Staff.of(request.user)
    return staff.tenants is None and any(staff.may(needed) for needed in NEEDED.values())
