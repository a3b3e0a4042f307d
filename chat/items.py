"""How an item becomes a row's JSON, and a row's JSON an item."""

from __future__ import annotations

import logging
from typing import Any

from chatkit.types import ThreadItem, WidgetItem
from chatkit.widgets import DynamicWidgetRoot
from pydantic import TypeAdapter, ValidationError

from chat.text import clean
from chat.timestamps import aware, naive

logger = logging.getLogger(__name__)

_adapter: TypeAdapter[ThreadItem] = TypeAdapter(ThreadItem)


def kept(item: ThreadItem) -> dict[str, Any]:
    """The item as JSON, whole: unknown properties of widgets and effects too, and a time stamp with its offset."""
    content: dict[str, Any] = clean(item.model_dump(mode="json", by_alias=True, exclude_none=True))
    return {**content, "created_at": aware(item.created_at).isoformat()}


def restored(content: dict[str, Any]) -> ThreadItem | None:
    """The item of that JSON; None where this version of the SDK does not know its type."""
    try:
        item = _adapter.validate_python(_with_dynamic_widget(content))
    except ValidationError:
        logger.warning("Item %s of type %s is not one that this SDK knows.", content.get("id"), content.get("type"))
        return None
    item.created_at = naive(item.created_at)
    return item


def _with_dynamic_widget(content: dict[str, Any]) -> dict[str, Any] | WidgetItem:
    # The union would read a widget as one of the SDK's strict classes, which drop what they do not know.
    if content.get("type") != "widget":
        return content
    return WidgetItem.model_validate({**content, "widget": DynamicWidgetRoot.model_validate(content["widget"])})
