"""The pages on which staff look after people."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from accounts.models import Identity, User


class IdentityInline(admin.TabularInline[Identity, User]):
    """Who somebody is at the company, or to the issuer of bearer tokens."""

    model = Identity
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    """Django's, with who they are elsewhere."""

    inlines = [IdentityInline]
