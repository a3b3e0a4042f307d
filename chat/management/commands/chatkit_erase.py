"""Erase all that the chat knows of a person. Their account stays. What is held by staff stays too, and is counted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chat.management.person import person
from chat.privacy.erasure import erase


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="The person's user name.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument("--reason", default="", help="What the trail says of it.")

    def handle(self, *args: Any, user: str, yes: bool, reason: str, **options: Any) -> None:
        somebody = person(user)
        if not yes and input(f"Erase all chats of {user}? They cannot be brought back. [y/N] ").lower() != "y":
            raise CommandError("Nothing was erased.")
        done = erase(somebody, reason=reason, tell=self._tell)
        self.stdout.write(f"Erased: {done.threads} threads, {done.items} items. Held, and kept: {done.kept} threads.")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total} threads …")
