"""What a host site lets the assistant use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

if TYPE_CHECKING:
    from chat.context import Asker

Rows = Callable[["Asker"], QuerySet[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """Rows that `search_site` looks through, and the attributes that a result shows."""

    rows: Rows
    title: str
    url: str
    text: str

    def read(self, row: Model, attribute: str) -> str:
        value = getattr(row, getattr(self, attribute))
        return str(value() if callable(value) else value)


searchables: list[Searchable] = []


def searchable(*, title: str, url: str = "get_absolute_url", text: str) -> Callable[[Rows], Rows]:
    """Register a function that returns the rows that an asker may read, for the assistant to search.

    The rows' model is indexed by modelsearch: it inherits `modelsearch.index.Indexed` and names its
    `search_fields`. `title`, `url` and `text` are names of attributes or methods of a row; the text is
    Markdown or plain. Put the function into `chatkit_tools.py` of any app, which is found by itself:

        @searchable(title="name", text="description")
        def products(asker):
            return Product.objects.filter(is_public=True)
    """

    def register(rows: Rows) -> Rows:
        searchables.append(Searchable(rows=rows, title=title, url=url, text=text))
        return rows

    return register
