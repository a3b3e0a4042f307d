"""A real MCP server of the tests' own, on loopback: `python -m tests.mcp_server PORT`.

Its tools tell whose credential came with the call. A credential that it does not know gets 401, before any tool.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from mcp.server import MCPServer
from mcp.server.mcpserver import Context

from tests.ports import free_port, wait_for

server = MCPServer("crm")
SECRET = "Bearer crm-secret-of-"


@server.tool()
async def whoami(context: Context, pause: float = 0) -> str:
    """Say who calls, by their credential."""
    await asyncio.sleep(pause)
    request: Any = context.request_context.request
    return str(request.headers.get("authorization", "nobody")).removeprefix(SECRET)


@server.tool()
async def update_customer(context: Context, name: str) -> str:
    """Change something at the customer's."""
    return f"Updated {name} for {await whoami(context)}"


@server.tool()
async def delete_everything(context: Context) -> str:
    """Something that this site does not allow."""
    return "Deleted."


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "http" and not dict(scope["headers"]).get(b"authorization", b"").startswith(SECRET.encode()):
        await send({"type": "http.response.start", "status": 401, "headers": []})
        await send({"type": "http.response.body", "body": b""})
    else:
        await _mcp(scope, receive, send)


_mcp = server.streamable_http_app()


@contextmanager
def running(port: int | None = None) -> Iterator[str]:
    """A running server; its URL."""
    port = port or free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.mcp_server", str(port)]) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


if __name__ == "__main__":
    uvicorn.run(application, port=int(sys.argv[1]), log_level="warning")
