"""Every member of the installed SDK's unions that a component may meet, found by introspection."""

from __future__ import annotations

from typing import Any, get_args

from chatkit import types, widgets


def members(union: Any) -> list[Any]:
    """The classes of a union, written plainly or as an annotated one."""
    found = get_args(union)
    if any(not isinstance(one, type) for one in found):  # Annotated[A | B, Field(…)], or a union of those
        return [member for one in found for member in members(one)]
    return list(found)


def name(member: Any) -> str:
    """What the member's `type` says on the wire."""
    return str(get_args(member.model_fields["type"].annotation)[0])


UNIONS = {
    "thread_items": types.ThreadItem,
    "stream_events": types.ThreadStreamEvent,
    "item_updates": types.ThreadItemUpdate,
    "widget_roots": widgets.StrictWidgetRoot,
    "widget_components": widgets.StrictWidgetComponent,
    "chart_series": widgets.Series,
    "tasks": types.Task,
    "sources": types.Source,
    "structured_inputs": types.StructuredInput,
    "question_parts": types.UserMessageContent,
    "attachments": types.Attachment,
    "thread_statuses": types.ThreadStatus,
}
