"""Delete what the site's rules keep no longer. Safe at any time, twice at once, and again after it was broken off."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chat.privacy.forgetting import due, forget
from chat.privacy.requests import resume


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say how much would go.")
        parser.add_argument(
            "--rest", type=float, default=0.5, help="How long to rest after each batch, in parts of the time it took."
        )

    def handle(self, *args: Any, dry_run: bool, rest: float, **options: Any) -> None:
        if dry_run:
            waiting = due()
            self.stdout.write(f"Due: {waiting.threads} threads, {waiting.items} items, {waiting.usage} answers' usage.")
            return
        resume()
        done = forget(rest=rest, tell=lambda so_far: self._tell(so_far.threads, so_far.items))
        self.stdout.write(
            f"Forgotten: {done.threads} threads, {done.items} items, {done.usage} answers' usage,"
            f" {done.copies} copies, {done.leftovers} leftovers."
        )

    def _tell(self, threads: int, items: int) -> None:
        self.stdout.write(f"{threads} threads, {items} items …")
