"""Make the three groups of people who look after threads, or bring them up to date."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

READING = ["view_thread", "view_content", "view_auditentry"]
MODERATING = [*READING, "moderate", "reply", "view_label", "add_label", "change_label", "delete_label"]
SUPERVISING = [
    *("search_content", "redact", "export", "erase", "suspend", "change_announcement", "view_usage"),
    *("view_allowance", "add_allowance", "change_allowance"),
]
ROLES = {
    "Chat readers": READING,
    "Chat moderators": MODERATING,
    "Chat supervisors": [*MODERATING, *SUPERVISING],
}


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        for name, codenames in ROLES.items():
            group, _ = Group.objects.get_or_create(name=name)
            group.permissions.add(*Permission.objects.filter(content_type__app_label="chatkit", codename__in=codenames))
            self.stdout.write(f"{name}: {', '.join(codenames)}")
