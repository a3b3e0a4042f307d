"""Create the two sign-ins of a development machine: a visitor and a staff member."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User

NAMES = ("visitor", "staff")
PASSWORD = "let-me-chat"  # noqa: S105 - public, and made on development machines only


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo sign-ins have a public password; they are made with DEBUG=true only.")
        for name in NAMES:
            is_staff = name == "staff"
            user, is_new = User.objects.get_or_create(
                username=name,
                defaults={"email": f"{name}@example.org", "is_staff": is_staff, "is_superuser": is_staff},
            )
            if is_new:
                user.set_password(PASSWORD)
                user.save()
            EmailAddress.objects.get_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
            self.stdout.write(f"  {user.username:8} password {PASSWORD}")
