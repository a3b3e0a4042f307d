"""Allowances: what people and organisations have used today, and limits of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chat.limits import today
from chat.models import Allowance
from chat.staff import Staff

LIMITS = ("per_minute", "at_once", "tokens", "cost")


class _Form(ModelForm):  # type: ignore[type-arg] # which Django knows only in its stubs
    class Meta:
        model = Allowance
        fields = ("user", "tenant", *LIMITS)

    def validate_unique(self) -> None:
        """Whoever has asked anything has a row already; it is given the limits."""


@admin.register(Allowance)
class AllowanceAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # which Django knows only in its stubs
    """For the staff of the site: what a person may use, they may use in any organisation."""

    form = _Form
    list_display = ["__str__", *LIMITS, "tokens_today", "cost_today"]
    list_select_related = ["user"]
    raw_id_fields = ["user"]
    fieldsets = [
        (None, {"fields": ["user", "tenant"]}),
        (
            _("Limits of their own"),
            {
                "fields": LIMITS,
                "description": _("What is left empty is as for everybody."),
            },
        ),
        (_("Today"), {"fields": ["tokens_today", "cost_today"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Allowance]:
        return super().get_queryset(request).exclude(user=None, tenant="")  # addresses are nobody's to change

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [f"user__{get_user_model().USERNAME_FIELD}", "tenant"]

    def save_model(self, request: HttpRequest, obj: Allowance, form: ModelForm[Allowance], change: bool) -> None:  # noqa: FBT001
        """The limits alone: what is being used meanwhile goes on being counted."""
        known = Allowance.objects.filter(user=obj.user_id, tenant=obj.tenant).first()
        if known:
            for name in LIMITS:
                setattr(known, name, getattr(obj, name))
            known.save(update_fields=LIMITS)
            obj.pk = known.pk
        else:
            obj.save()

    def get_readonly_fields(self, request: HttpRequest, obj: Allowance | None = None) -> list[str]:
        return ["tokens_today", "cost_today", *(["user", "tenant"] if obj else [])]

    @admin.display(description=_("tokens today"))
    def tokens_today(self, allowance: Allowance) -> int:
        return allowance.tokens_used if allowance.day == today() else 0

    @admin.display(description=_("cost today"))
    def cost_today(self, allowance: Allowance) -> Decimal:
        return allowance.cost_used if allowance.day == today() else Decimal(0)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_of_the_site(request) and super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_of_the_site(request) and super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _is_of_the_site(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_of_the_site(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_of_the_site(request) and super().has_delete_permission(request, obj)


def _is_of_the_site(request: HttpRequest) -> bool:
    return Staff.of(request.user).tenants is None
