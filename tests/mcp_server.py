"""A real MCP server of the tests' own, on loopback: `python -m tests.mcp_server PORT`.

Its tools tell whose credential came with the call. A credential that it does not know gets 401, before any tool. What
was asked of it is at `/asked`. Under `/unlisted/` it is a server that is asked for its tools, and breaks.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import uvicorn
from mcp.server import MCPServer
from mcp.server.mcpserver import Context

from tests.ports import free_port, wait_for

server = MCPServer("crm")
SECRET = "Bearer crm-secret-of-"
asked: list[dict[str, str]] = []


@server.tool()
async def whoami(context: Context, pause: float = 0) -> str:
    """Say who calls, by their credential."""
    await asyncio.sleep(pause)
    request: Any = context.request_context.request
    known = request.headers.get("authorization") or request.headers.get("x-crm-key", "nobody")
    return str(known).removeprefix(SECRET)


@server.tool()
async def update_customer(context: Context, name: str) -> str:
    """Change something at the customer's."""
    return f"Updated {name} for {await whoami(context)}"


@server.tool()
async def delete_everything(context: Context) -> str:
    """Something that this site does not allow."""
    return "Deleted."


@server.tool()
async def search_site(context: Context, query: str) -> str:
    """What the site has a tool for itself."""
    return "Found at the customer's."


@server.tool()
async def tell_everything(context: Context) -> str:
    """Says more than anybody wants to read."""
    return "x" * 100_000


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return await _mcp(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    if scope["path"] == "/asked":
        return await _send(200, json.dumps(asked).encode(), send)
    body = await _body(receive)
    method = json.loads(body).get("method", "") if body else scope["method"]
    given = {name: headers.get(name, "") for name in ("authorization", "x-crm-key", "mcp-session-id")}
    asked.append({"method": method, **given})
    if not (headers.get("authorization") or headers.get("x-crm-key", "")).startswith(SECRET):
        return await _send(401, b"", send)
    if scope["path"].startswith("/unlisted/") and method == "tools/list":
        return await _send(500, b"", send)

    async def again() -> dict[str, Any]:
        if body is not None and not given.pop("is_read", ""):
            given["is_read"] = "yes"
            return {"type": "http.request", "body": body}
        message: dict[str, Any] = await receive()
        return message

    return await _mcp({**scope, "path": "/mcp", "raw_path": b"/mcp"}, again, send)


async def _body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


async def _send(status: int, body: bytes, send: Any) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": body})


_mcp = server.streamable_http_app()


class McpServer:
    """The server in a process of its own."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/mcp"
        self.process = subprocess.Popen([sys.executable, "-m", "tests.mcp_server", str(port)])

    def asked(self) -> list[dict[str, str]]:
        """What it was asked, each with the credential that came along."""
        said: list[dict[str, str]] = httpx2.get(self.url.replace("/mcp", "/asked")).json()
        return said

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running() -> Iterator[McpServer]:
    port = free_port()
    one = McpServer(port)
    try:
        wait_for(port)
        yield one
    finally:
        one.kill()


if __name__ == "__main__":
    uvicorn.run(application, port=int(sys.argv[1]), log_level="warning")
