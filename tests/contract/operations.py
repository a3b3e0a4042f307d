"""Every operation of the installed SDK's request union, with parameters that fit, found by introspection."""

from __future__ import annotations

from typing import Any, get_args

from chatkit.types import NonStreamingReq, StreamingReq

from tests.people import message

STREAMING: list[str] = []
JSON: list[str] = []


def _names(union: Any) -> list[str]:
    return [get_args(member.model_fields["type"].annotation)[0] for member in get_args(union)]


STREAMING += _names(StreamingReq)
JSON += _names(NonStreamingReq)
ALL = STREAMING + JSON


def params(operation: str, *, thread_id: str, item_id: str, attachment_id: str = "atc_none") -> dict[str, Any]:
    """Parameters of an operation that names these ids. An operation that is not here fails its tests."""
    in_thread = {"thread_id": thread_id}
    in_item = {**in_thread, "item_id": item_id}
    action = {"action": {"type": "press", "payload": {}}}
    return {
        "threads.create": {"input": message("Hello")},
        "threads.add_user_message": {**in_thread, "input": message("Hello")},
        "threads.add_client_tool_output": {**in_thread, "result": {}},
        "threads.add_structured_input": {**in_item, "input": {"status": "answered", "answers": {}}},
        "threads.retry_after_item": in_item,
        "threads.custom_action": {**in_item, **action},
        "threads.sync_custom_action": {**in_item, **action},
        "threads.get_by_id": in_thread,
        "threads.list": {},
        "threads.update": {**in_thread, "title": "Renamed"},
        "threads.delete": in_thread,
        "items.list": in_thread,
        "items.feedback": {**in_thread, "item_ids": [item_id], "kind": "positive"},
        "attachments.create": {"name": "a.txt", "size": 1, "mime_type": "text/plain"},
        "attachments.delete": {"attachment_id": attachment_id},
        "input.transcribe": {"audio_base64": "", "mime_type": "audio/webm"},
    }[operation]
