"""Hits: the asker's own threads that a search finds, newest first, each with a passage that says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from chat.context import Asker
from chat.models import Item, Thread
from chat.rows.finding import saying, words_in
from chat.words import MESSAGES, words_of

MOST = 50
AROUND = 90
"""Characters of a passage before and after the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    thread_id: str
    title: str
    updated_at: datetime
    passage: str
    """Plain text; empty where only the title says it."""


def hits(text: str, asker: Asker) -> list[Hit]:
    """Threads whose title or messages say each word of a text, or what begins with it."""
    words = words_in(text)
    if not words:
        return []
    mine = Thread.objects.of(asker)
    passages = _passages(text, words, mine)
    titled = Q()
    for word in words:
        titled &= Q(title__icontains=word)
    rows = mine.filter(titled | Q(pk__in=list(passages))).order_by("-updated_at", "-pk")[:MOST]
    return [
        Hit(thread_id=row.pk, title=row.title, updated_at=row.updated_at, passage=passages.get(row.pk, ""))
        for row in rows
    ]


def _passages(text: str, words: list[str], mine: QuerySet[Thread]) -> dict[str, str]:
    """By thread, of those that said it last: what their last item that says it says."""
    said = saying(text, Item.objects.filter(thread__in=mine, replaced_by=None, withheld="", type__in=MESSAGES))
    place = Window(RowNumber(), partition_by=F("thread"), order_by=F("sequence").desc())
    newest = said.annotate(place=place).filter(place=1).order_by("-created_at")[:MOST]
    return {thread: _around(words, content) for thread, content in newest.values_list("thread", "content")}


def _around(words: list[str], content: dict[str, Any]) -> str:
    text = re.sub(r"\s+", " ", " ".join(words_of(content))).strip()
    found = re.search("|".join(rf"\b{re.escape(word)}" for word in words), text, re.IGNORECASE)
    middle = found.start() if found else 0
    first, last = max(0, middle - AROUND), middle + AROUND
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
