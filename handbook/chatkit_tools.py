"""What the assistant may use of the documentation: all of it, because it is public."""

from __future__ import annotations

from django.db.models import QuerySet

from chat import searchable
from chat.context import Asker
from handbook.models import Section


@searchable(title="title", text="text")
def sections(asker: Asker) -> QuerySet[Section]:
    return Section.objects.select_related("article")
