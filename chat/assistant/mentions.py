"""What people mention with @: rows of the site, found, resolved and shown with the rights of who mentions them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chatkit.types import UserMessageTagContent
from chatkit.widgets import Col, DynamicWidgetRoot, Markdown, Title
from django.core.exceptions import ValidationError
from django.db.models import Model

from chat.assistant.run import Found, Run
from chat.context import Asker
from chat.database import in_site
from chat.errors import Missing
from chat.registry import Searchable, searchables

OFFERED = 8
"""How many of each kind a search offers."""
TOLD = 8000
"""Characters of a mentioned row that the model is given."""
PREVIEWED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A row that the asker may mention."""

    id: str
    title: str
    url: str
    text: str
    icon: str
    group: str

    @classmethod
    def of(cls, entry: Searchable, row: Model, asker: Asker) -> Mention:
        return cls(
            id=f"{entry.name}:{row.pk}",
            title=entry.read(row, "title"),
            url=asker.absolute(entry.read(row, "url")),
            text=entry.read(row, "text"),
            icon=entry.icon,
            group=str(entry.label),
        )

    def as_entity(self) -> dict[str, Any]:
        """ChatKit's `Entity`."""
        known = {"id": self.id, "title": self.title, "icon": self.icon, "interactive": True, "data": {"url": self.url}}
        return {**known, **({"group": self.group} if self.group else {})}

    def preview(self) -> DynamicWidgetRoot:
        text = self.text if len(self.text) <= PREVIEWED else f"{self.text[:PREVIEWED].rpartition(' ')[0]} …"
        content = Col(gap=1, children=[Title(value=self.title, size="sm"), Markdown(value=text)])
        return DynamicWidgetRoot(type="Basic", children=[content.model_dump(exclude_none=True)])


async def mentionable(query: str, asker: Asker) -> list[Mention]:
    """Rows whose title has the query in it, of each kind that may be mentioned."""
    return await in_site(_mentionable, query, asker)


async def mention(mention_id: str, asker: Asker) -> Mention:
    """One that the asker may mention. Raises `Missing` for any other."""
    if (found := await in_site(_resolved, mention_id, asker)) is None:
        raise Missing
    return found


async def mentioned(tag: UserMessageTagContent, run: Run) -> str:
    """What the model is told of a tag: what the row says now, never what the browser says of it."""
    found = await in_site(_resolved, tag.id, run.request_context)
    if found is None:
        return json.dumps({"mention": tag.text, "error": "This is not there, or the person may not see it."})
    run.note(Found(title=found.title, url=found.url, entity=found.id, icon=found.icon))
    return json.dumps({"title": found.title, "url": found.url, "text": found.text[:TOLD]}, ensure_ascii=False)


def _mentionable(query: str, asker: Asker) -> list[Mention]:
    return [
        Mention.of(entry, row, asker)
        for entry in searchables.entries.values()
        if entry.mention
        for row in entry.rows(asker).filter(**{f"{entry.title}__icontains": query}).order_by(entry.title)[:OFFERED]
    ]


def _resolved(mention_id: str, asker: Asker) -> Mention | None:
    name, _, key = mention_id.partition(":")
    entry = searchables.entries.get(name)
    if entry is None or not entry.mention:
        return None
    try:
        row = entry.rows(asker).filter(pk=key).first()
    except (ValueError, ValidationError, OverflowError):  # no primary key of this kind
        return None
    return Mention.of(entry, row, asker) if row else None
