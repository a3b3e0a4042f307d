"""Probes: `/healthz` says that the process is alive, `/readyz` that it can serve, `/metrics` what it has counted.

They are answered before Django, so that they need neither a host name, nor https, a session or a database.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from chat import metrics
from chat.gate import Application, Receive, Scope, Send
from chat.health import look

ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"


class Probes:
    """Wraps the site's ASGI application."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        if path == ALIVE:
            return await _answer(200, {"status": "alive"}, send)
        if path == READY:
            found = await look()
            is_ready = not any(one.fault for one in found.values() if one.is_needed)
            said = {name: one.fault or "ok" for name, one in found.items()}
            return await _answer(
                200 if is_ready else 503, {"status": "ready" if is_ready else "not ready", **said}, send
            )
        if path == METRICS and metrics.is_on() and not _came_by_a_proxy(scope):
            content, kind = await asyncio.to_thread(metrics.page)
            return await _send(200, content, kind, send)
        return await self._application(scope, receive, send)


def _came_by_a_proxy(scope: Scope) -> bool:
    """From anywhere, that is; Prometheus asks the process itself."""
    return any(name in (b"x-forwarded-for", b"forwarded") for name, _ in scope["headers"])


async def _answer(status: int, content: dict[str, Any], send: Send) -> None:
    await _send(status, json.dumps(content).encode(), "application/json", send)


async def _send(status: int, content: bytes, kind: str, send: Send) -> None:
    headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
