"""ChatKit's protocol as it arrives: one JSON body, one of the SDK's sixteen requests."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Never

from chatkit.types import ChatKitReq, InputTranscribeReq, StreamingReq, ThreadsCreateReq, is_streaming_req
from pydantic import TypeAdapter, ValidationError

from chat.conf import chatkit
from chat.errors import Malformed, TooLarge
from chat.ids import BY_CONTENT, ID_LENGTH
from chat.text import clean

# Built once: the SDK builds it anew for each request, which costs 2.3 ms (docs/performance.md).
_adapter: TypeAdapter[ChatKitReq] = TypeAdapter(ChatKitReq)


def parse(body: str | bytes | bytearray) -> ChatKitReq:
    """The request in a body, its texts cleaned. Raises `Malformed` for anything else."""
    try:
        text = body if isinstance(body, str) else body.decode()
        content = clean(json.loads(text, parse_constant=_refuse))
        return _adapter.validate_python(_with_metadata(content))
    # ValidationError and UnicodeDecodeError are ValueErrors too; deep nesting ends in a RecursionError.
    except (ValueError, RecursionError) as error:
        raise Malformed from (None if isinstance(error, ValidationError) else error)


def check_size(call: ChatKitReq, body: bytes) -> None:
    """Raise `TooLarge` for what only voice may be."""
    if len(body) > chatkit().BODY_BYTES and not isinstance(call, InputTranscribeReq):
        raise TooLarge


def _with_metadata(content: Any) -> Any:
    """With the page where the SDK lets it pass: it drops what older pages put beside the message."""
    match content:
        case {"params": {"input": {"metadata": {"pageContext": page}}}} if "page" not in (
            content.get("metadata") or {}
        ):
            return {**content, "metadata": {**(content.get("metadata") or {}), "page": page}}
    return content


def _refuse(constant: str) -> Never:
    raise ValueError(constant)  # NaN and Infinity are Python's, not JSON's


def event_number(last_event_id: str) -> int:
    """The number that a client saw last. Raises `Malformed`."""
    if not last_event_id.isdecimal() or len(last_event_id) > 9:
        raise Malformed
    return int(last_event_id)


def key(idempotency_key: str) -> str:
    """The client's name for its request. Raises `Malformed` for one that no row could hold."""
    if len(idempotency_key) > ID_LENGTH:
        raise Malformed
    return idempotency_key


def named(call: StreamingReq, key: str) -> str:
    """The key of a request, which for a new thread without one is made of its content: a double click makes one thread.

    In a thread that exists, its claim lets only one of the two in.
    """
    if key or not isinstance(call, ThreadsCreateReq):
        return key
    return BY_CONTENT + hashlib.sha256(call.model_dump_json().encode()).hexdigest()


def is_streaming(body: bytes) -> bool:
    """Whether the body asks for an event stream."""
    try:
        return is_streaming_req(parse(body))
    except Malformed:
        return False
