"""The pages on which staff look after people."""

from __future__ import annotations

from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from accounts.models import Identity, Membership, Organisation, User


class IdentityInline(admin.TabularInline[Identity, User]):
    """Who somebody is at the company, or to the issuer of bearer tokens."""

    model = Identity
    extra = 0


class MembershipInline(admin.TabularInline[Membership, User]):
    """Who belongs to which organisation, on either's page."""

    model = Membership
    extra = 0
    autocomplete_fields = ["user", "organisation"]


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    """Django's, with who they are elsewhere and where they belong."""

    inlines = [MembershipInline, IdentityInline]


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin[Organisation]):
    """Nobody deletes one, whose threads would be nobody's; it is made inactive."""

    list_display = ["name", "slug", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MembershipInline]

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return False


admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class SecondFactorAdmin(AuthenticatorAdmin):  # type: ignore[misc]
    """Staff take away what somebody lost; its secret, which django-allauth's page shows, is for nobody to read."""

    fields = ("user", "type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False
