"""`manage.py chatkit_settings`: the keys of `CHATKIT`, as the table in docs/settings.md."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from django.core.management import BaseCommand

from chat.conf import Configuration


class Command(BaseCommand):
    help = "Print the keys of CHATKIT with their defaults, as a Markdown table."

    def handle(self, **_: Any) -> None:
        self.stdout.write("| key | default | meaning |\n| --- | --- | --- |")
        for item in fields(Configuration):
            given = item.default if item.default_factory is MISSING else item.default_factory()
            default = repr(given).replace("'", '"')
            self.stdout.write(f"| `{item.name}` | `{default}` | {item.metadata['sentence']} |")
