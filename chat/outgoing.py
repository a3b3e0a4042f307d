"""Replies and events as they leave: their time stamps carry an offset, and what the assistant made can be seen.

A component may stand in a frame of another site, whose pictures come without this site's cookies: the address of one
that the assistant made brings a ticket along, which is good for some minutes.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, TypeVar

from chatkit.types import GeneratedImageItem, Page, Thread, ThreadItem, ThreadItemUpdatedEvent
from django.urls import reverse
from pydantic import BaseModel

from chat import tickets
from chat.timestamps import aware

Serializable = TypeVar("Serializable", bound=BaseModel)


def outgoing(value: Serializable) -> Serializable:
    """A copy of a reply or an event; the original is left to the SDK."""
    if isinstance(value, ThreadItemUpdatedEvent):
        return value  # all but a few of an answer's events; they have no time and name no file
    if isinstance(value, Thread):
        return value.model_copy(update={"created_at": aware(value.created_at), "items": outgoing(value.items)})
    if isinstance(value, Page):
        return value.model_copy(update={"data": [outgoing(entry) for entry in value.data]})
    if isinstance(getattr(value, "created_at", None), datetime):
        return value.model_copy(update={"created_at": aware(value.created_at), **_picture(value)})  # type: ignore[attr-defined]
    for part in ("item", "thread", "updated_item"):
        inner: ThreadItem | Thread | None = getattr(value, part, None)
        if inner is not None:
            return value.model_copy(update={part: outgoing(inner)})
    return value


def _picture(item: BaseModel) -> dict[str, Any]:
    image = item.image if isinstance(item, GeneratedImageItem) else None
    if image is None:
        return {}
    before, after = reverse("chatkit:file", args=["ID"]).split("ID")
    found = re.search(rf"{re.escape(before)}(\w+){re.escape(after)}$", image.url)
    if found is None:
        return {}
    return {"image": image.model_copy(update={"url": f"{image.url}?ticket={tickets.download(found[1])}"})}
