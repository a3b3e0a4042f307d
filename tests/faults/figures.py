"""The table of what the fault tests measured, as docs/reliability.md shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Figures:
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, what: str, *, server: str, found: str) -> None:
        self.rows.append((what, server, found))

    @property
    def table(self) -> str:
        """The rows as a Markdown table."""
        head = ["| what | server | found |", "| --- | --- | --- |"]
        return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in sorted(self.rows))])


figures = Figures()
