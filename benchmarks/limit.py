"""The limit: a bare ASGI application that streams the bytes of an answer, and does nothing else."""

from __future__ import annotations

from benchmarks.sample import DELTAS
from chat.gate import Message, Receive, Scope, Send

EVENTS = [
    b'data: {"type":"thread.item.updated","item_id":"msg_0123456789abcdef0123456789abcdef","update":{"type":'
    b'"assistant_message.content_part.text_delta","content_index":0,"delta":"word%d "}}\n\n' % number
    for number in range(DELTAS)
]
FIRST = b'data: {"type":"thread.created","thread":{"id":"thr_limit","created_at":"2026-01-01T00:00:00Z"}}\n\n'


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    start: Message = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"text/event-stream")],
    }
    await send(start)
    for event in (FIRST, *EVENTS):
        await send({"type": "http.response.body", "body": event, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
