"""Every operation of the installed SDK's request union, with parameters that fit, found by introspection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints

from chatkit.types import NonStreamingReq, StreamingReq

from tests.people import message
from tests.sdk_unions import members, name

STREAMING, JSON = ([name(member) for member in members(union)] for union in (StreamingReq, NonStreamingReq))
ALL = STREAMING + JSON
FIELDS = {
    name(member): set(get_type_hints(member)["params"].model_fields)
    for member in [*members(StreamingReq), *members(NonStreamingReq)]
}
"""The names of each operation's parameters."""


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


@dataclass(frozen=True, kw_only=True)
class Ids:
    """What somebody may name: a thread, an item of it, a file in it, and the answer that made them."""

    thread: str
    item: str
    file: str
    answer: str


NONE = Ids(thread="thr_none", item="msg_none", file="atc_none", answer="ans_none")


def naming(operation: str, own: Ids, other: Ids) -> Iterator[dict[str, Any]]:
    """Parameters of an operation that name something of another's: all at once, and each by itself among one's own."""
    fields = FIELDS[operation]

    def made(thread_id: str, item_id: str, attachment_id: str = "atc_none", **more: Any) -> dict[str, Any]:
        return {**params(operation, thread_id=thread_id, item_id=item_id, attachment_id=attachment_id), **more}

    if fields & {"thread_id", "attachment_id"}:
        yield made(other.thread, other.item, other.file)
    if fields & {"item_id", "item_ids"}:
        yield made(own.thread, other.item)
    if "after" in fields:
        yield made(own.thread, own.item, after=other.item if "thread_id" in fields else other.thread)
    if "attachments" in params(operation, thread_id="", item_id="").get("input", {}):
        yield made(own.thread, own.item, input=message("Look", attachments=[other.file]))


NAMED = {"thread_id", "item_id", "item_ids", "attachment_id", "after"}
"""The parameters that name something of somebody's, all of which `naming` knows."""
