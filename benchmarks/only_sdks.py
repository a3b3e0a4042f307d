"""The two SDKs with nothing around them but an ASGI server: the sample without FastAPI, its request parsed once,
and its events merged as this app does. Whoever answers with these SDKs is no quicker.
"""

from __future__ import annotations

from benchmarks.sample import MemoryStore, answering
from chat import wire
from chat.assistant import merging
from chat.gate import Receive, Scope, Send

merging.install()
server = answering(MemoryStore())


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Takes a message and streams the answer; anything else that it is asked is fine."""
    if scope["type"] != "http":
        return
    body = b""
    while True:
        message = await receive()
        body += message["body"]
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    if body:
        async for event in server._process_streaming(wire.parse(body), {}):  # noqa: SLF001 - what `process` returns
            await send({"type": "http.response.body", "body": event, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
