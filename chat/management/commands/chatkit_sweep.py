"""Delete files that nobody sent, and what a process that died has left behind."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from chat.rows.sweeping import sweep


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweep()
        self.stdout.write(
            f"Attachments: {swept.attachments}. Files without one: {swept.files}. Leftovers: {swept.leftovers}."
        )
