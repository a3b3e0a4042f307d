"""The site's search as the asker: registered rows, ranked by passage."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from modelsearch.backends import get_search_backend
from modelsearch.query import PlainText

from chat.assistant.passages import Passage, Source, best_passages
from chat.assistant.words import Words
from chat.context import Asker
from chat.database import in_database
from chat.registry import Searchable, searchables

CANDIDATES = 24
"""How many rows of each model are read before their passages are ranked."""


async def search(query: str, asker: Asker) -> list[Passage]:
    """The passages that answer a query best, best first; none where nothing on the site is about it."""
    words = Words.of(query, language=asker.language)
    if not words.stems:
        return []
    return best_passages(await in_database(_sources, words, asker), words, language=asker.language)


def _sources(words: Words, asker: Asker) -> list[Source]:
    return [
        Source(
            title=entry.read(row, "title"),
            url=_absolute(entry.read(row, "url"), asker),
            text=entry.read(row, "text").replace("](/", f"]({asker.origin}/"),
        )
        for entry in searchables
        for row in _matching(entry, words, asker)
    ]


def _matching(entry: Searchable, words: Words, asker: Asker) -> list[Model]:
    # Read through the asker's own rows, so that what changed since it was indexed is not shown to who may not see it.
    rows: QuerySet[Model] = entry.rows(asker)
    query = PlainText(" ".join(words.spellings), operator="or")
    return list(get_search_backend().search(query, rows)[:CANDIDATES])


def _absolute(url: str, asker: Asker) -> str:
    # The component may live in a frame of another site, where a path would lead there.
    return asker.origin + url if url.startswith("/") else url
