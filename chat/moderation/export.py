"""Threads as a file: JSON lines for programs, Markdown for people, CSV for spreadsheets, which run nothing of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

from chat.models import Item, Thread
from chat.moderation.act import Act
from chat.words import words_of

SCHEMA = "chatkit.thread/1"
COLUMNS = ("thread", "title", "owner", "organisation", "item", "type", "at", "text")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate."""


def _json_lines(threads: Iterable[Thread], to: IO[str]) -> None:
    """A thread a line: `schema`, what is known of it, and its items as ChatKit's JSON."""
    for thread in threads:
        items = [{**item.content, "withheld": item.withheld or None} for item in _items(thread)]
        to.write(json.dumps({"schema": SCHEMA, **_known(thread), "items": items}, ensure_ascii=False) + "\n")


def _markdown(threads: Iterable[Thread], to: IO[str]) -> None:
    for thread in threads:
        known = _known(thread)
        to.write(f"# {known['title'] or known['thread']}\n\n")
        to.writelines(f"- {name}: {value}\n" for name, value in known.items() if value)
        for item in _items(thread):
            to.write(f"\n## {item.type}, {item.created_at.isoformat()}\n\n")
            to.write("\n\n".join(words_of(item.content)) + "\n")
        to.write("\n")


def _spreadsheet(threads: Iterable[Thread], to: IO[str]) -> None:
    """An item a row. It begins with the mark by which Excel knows UTF-8."""
    to.write("\ufeff")
    rows = csv.writer(to)
    rows.writerow(COLUMNS)
    for thread in threads:
        known = _known(thread)
        for item in _items(thread):
            text = "\n\n".join(words_of(item.content))
            said = {"item": item.item_id, "type": item.type, "at": item.created_at.isoformat(), "text": text}
            rows.writerow([harmless(str({**known, **said}[column])) for column in COLUMNS])


def harmless(cell: str) -> str:
    """The same, as a text to every spreadsheet."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _known(thread: Thread) -> dict[str, Any]:
    return {
        "thread": thread.pk,
        "title": thread.title,
        "owner": thread.owner.get_username(),
        "organisation": thread.tenant,
        "status": thread.status,
        "created_at": thread.created_at.isoformat(),
        "updated_at": thread.updated_at.isoformat(),
    }


def _items(thread: Thread) -> Iterator[Item]:
    return thread.items.filter(replaced_by=None).order_by("sequence").iterator()


FORMATS: dict[str, tuple[str, str, Callable[[Iterable[Thread], IO[str]], None]]] = {
    "jsonl": ("JSON", "application/jsonl", _json_lines),
    "md": ("Markdown", "text/markdown", _markdown),
    "csv": ("CSV", "text/csv", _spreadsheet),
}
"""By their endings: what each is called, its type, and how threads are written."""
EXPORT = Act(
    name="export",
    permission="export",
    verb=_("Export"),
    explanation=_("You get a file with all that was said in the threads, as it is kept now."),
    reads=True,
    apply=lambda _, decision: {"format": decision.detail["format"]},
    moved="",
)
