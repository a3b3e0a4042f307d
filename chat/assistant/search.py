"""The site's search as the asker: registered rows, ranked by passage."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Model

from chat.assistant.passages import Passage, Source, best_passages
from chat.assistant.words import Words
from chat.context import Asker
from chat.database import in_site
from chat.extras import has
from chat.registry import Searchable, searchables

if has("search"):
    from modelsearch.backends import get_search_backend
    from modelsearch.index import get_indexed_models
    from modelsearch.query import PlainText

CANDIDATES = 24
"""How many rows of each model are read before their passages are ranked."""
BATCH, DEPTH = 100, 500
"""How many hits of the index are looked at, in batches, to find as many rows that the asker may read."""
ASKED = 12
"""For how many words of a query the index is asked: the longest, as short ones are seldom rare."""


def is_on() -> bool:
    """Whether the site has a search engine."""
    return has("search") and apps.is_installed("modelsearch")


def can_be_searched() -> None:
    """Ask the index of each model for a word. Raises what the search engine raises."""
    for model in get_indexed_models():
        list(get_search_backend().search(PlainText("a"), model._default_manager.only("pk"))[:1])


async def search(query: str, asker: Asker) -> list[Passage]:
    """The passages that answer a query best, best first; none where nothing on the site is about it."""
    words = Words.of(query, language=asker.language)
    if not words.stems:
        return []
    return await in_site(_found, words, asker)


def _found(words: Words, asker: Asker) -> list[Passage]:
    return best_passages(_sources(words, asker), words, language=asker.language)


def _sources(words: Words, asker: Asker) -> list[Source]:
    return [
        Source(
            title=entry.read(row, "title"),
            url=asker.absolute(entry.read(row, "url")),
            text=entry.read(row, "text").replace("](/", f"]({asker.origin}/"),
        )
        for entry in searchables.entries.values()
        for row in _matching(entry, words, asker)
    ]


def _matching(entry: Searchable, words: Words, asker: Asker) -> list[Model]:
    # The index says which rows may fit; the asker's own rows say which of them may be read, and how they are now. An
    # index that filtered them itself would need to know every field that a site decides by.
    readable = entry.rows(asker)
    keys = _likely(readable.model, words)
    found: list[Model] = []
    for begin in range(0, len(keys), BATCH):
        batch = keys[begin : begin + BATCH]
        rows = {row.pk: row for row in readable.filter(pk__in=batch)}
        found += [rows[key] for key in batch if key in rows]
        if len(found) >= CANDIDATES:
            break
    return found[:CANDIDATES]


def _likely(model: type[Model], words: Words) -> list[Any]:
    """The primary keys of the rows that may fit, best first: that have more of the words, and rarer ones.

    The index is asked for each word, since its own ranking need not know which are rare: PostgreSQL's does not, and on
    a site whose titles say "site" a question with that word would find little else.
    """
    scores: defaultdict[Any, float] = defaultdict(float)
    for root in sorted(words.spellings, key=len, reverse=True)[:ASKED]:
        query = PlainText(" ".join(words.spellings[root]), operator="or")
        hits = list(get_search_backend().search(query, model._default_manager.only("pk"))[:DEPTH])
        for place, hit in enumerate(hits):
            scores[hit.pk] += math.log(1 + DEPTH / len(hits)) - place / DEPTH**2  # the index decides between equals
    return sorted(scores, key=lambda key: scores[key], reverse=True)[:DEPTH]
