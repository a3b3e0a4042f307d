"""The table of what the fault tests measured, as docs/reliability.md shows it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field


@dataclass
class Figures:
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, *, server: str, found: str) -> None:
        self.rows.append((what, server, found))

    def write(self) -> None:
        lines = [
            "",
            "| what | server | found |",
            "| --- | --- | --- |",
            *(f"| {' | '.join(row)} |" for row in sorted(self.rows)),
        ]
        sys.stdout.write("\n".join(lines) + "\n")
