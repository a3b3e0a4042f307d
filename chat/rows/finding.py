"""Finding items by their words: an index of PostgreSQL's, or, with another database, one look at each."""

from __future__ import annotations

import json
import re

from django.db import connections
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from chat.models import Item
from chat.text import clean
from chat.words import words_of

MOST_WORDS = 12


class _Says(Func):
    """Served by the index of migration 0002: each word, or what begins with it, in the texts of the content."""

    template = "chatkit_words(%(expressions)s)"
    arg_joiner = ") @@ to_tsquery('pg_catalog.simple'::regconfig, "
    output_field = BooleanField()


def words_in(text: str) -> list[str]:
    """The words that are looked for, in small letters."""
    return re.findall(r"\w+", clean(text).lower())[:MOST_WORDS]


def saying(text: str, items: QuerySet[Item]) -> QuerySet[Item]:
    """Those that say each of the words of a text, or what begins with them; none for a text without words."""
    words = words_in(text)
    if not words:
        return items.none()
    if connections[items.db].vendor == "postgresql":
        return items.filter(_Says(F("content"), Value(" & ".join(f"'{word}':*" for word in words))))
    said = items.annotate(said=Cast("content", TextField())).filter(*(_perhaps(word) for word in words))
    beginnings = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words]
    found = []
    for pk, content in said.values_list("pk", "content").iterator():
        texts = "\n".join(words_of(content))
        if all(beginning.search(texts) for beginning in beginnings):
            found.append(pk)
    return items.filter(pk__in=found)


def _perhaps(word: str) -> Q:
    """As the JSON has it, in which what is not ASCII is escaped, and so not the same in capitals."""
    spellings = {json.dumps(spelling)[1:-1] for spelling in (word, word.upper(), word.capitalize())}
    return Q(*(("said__icontains", spelling) for spelling in spellings), _connector=Q.OR)
