"""Write a person's copy of their data, a zip, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chat.management.person import person
from chat.privacy.copy import write_copy


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="The person's user name.")
        parser.add_argument("--to", type=Path, help="Where to; otherwise USER.zip in this folder.")

    def handle(self, *args: Any, user: str, to: Path | None, **options: Any) -> None:
        somebody = person(user)
        path = to or Path(f"{somebody.pk}.zip")
        part = path.with_name(f"{path.name}.part")
        with part.open("wb") as file:
            write_copy(somebody, file, tell=lambda done, total: None)
        part.replace(path)
        self.stdout.write(f"Written: {path}, {path.stat().st_size} bytes.")
