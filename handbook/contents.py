"""The list of articles, for the navigation of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from handbook.models import Article


def contents(request: HttpRequest) -> dict[str, Any]:
    return {"articles": SimpleLazyObject(lambda: list(Article.objects.defer("html")))}
