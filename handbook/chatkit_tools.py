"""What the assistant may use of the documentation: all of it, because it is public."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chat import searchable
from chat.context import Asker
from handbook.models import Section


@searchable(title="title", text="text", mention=True, label=_("Documentation"))
def sections(asker: Asker) -> QuerySet[Section]:
    return Section.objects.select_related("article")
