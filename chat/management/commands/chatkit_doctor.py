"""Ask what the chat stands on real questions, and say what to do about each that is not answered."""

from __future__ import annotations

import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from chat.doctor import examine


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # it is asked when something is wrong

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(self._examine())

    async def _examine(self) -> None:
        async for found in examine():
            self.stdout.write(f"{found.name:<18} {found.fault or 'ok'}")
            if found.advice:
                self.stdout.write(f"{'':<18} {found.advice}")
