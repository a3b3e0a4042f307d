"""One MCP server as one person reaches it: with their own credential, for the length of an answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
from agents import AgentBase, RunContextWrapper
from agents.mcp import MCPServerStreamableHttp, create_static_tool_filter
from mcp.types import CallToolResult, ContentBlock, TextContent
from mcp.types import Tool as ServerTool

from chat import tracing
from chat.assistant.said import cut
from chat.assistant.tools import failure
from chat.conf import Hook

PAGES = 5
"""How many pages of tools a server may list."""
GRACE = 5
"""Seconds by which the connection outlasts a call, so that one that takes too long ends alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One entry of `CHATKIT["MCP"]`."""

    name: str
    url: str
    credential: Hook = ""
    """A function from an asker to the header's value, or None for somebody who has none and gets no tools of it."""
    header: str = "Authorization"
    tools: tuple[str, ...] | list[str] = ()
    """The tools that may be called; empty allows all."""
    approve: tuple[str, ...] | list[str] = ()
    """The tools that the person has to approve of."""
    seconds: float = 10
    characters: int = 20_000
    """What a tool says is cut after so many."""


class Credential(httpx2.Auth):
    """Sends one person's credential to one server. It is part of no configuration that anything prints or stores."""

    def __init__(self, server: Server, value: str) -> None:
        self._origin = _origin(httpx2.URL(server.url))
        self._header = server.header
        self._value = value

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        if _origin(request.url) == self._origin:
            request.headers[self._header] = self._value
        yield request


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


class Connection(MCPServerStreamableHttp):
    """The SDK's connection; its tools keep to their names, their time and their length."""

    def __init__(self, server: Server, value: str, owners: dict[str, str]) -> None:
        approve: Any = {"always": {"tool_names": list(server.approve)}} if server.approve else None
        params: Any = {
            "url": server.url,
            "timeout": server.seconds,
            "sse_read_timeout": server.seconds + GRACE,
            **({"auth": Credential(server, value)} if value else {}),
        }
        super().__init__(
            params,
            name=server.name,
            client_session_timeout_seconds=server.seconds,
            tool_filter=create_static_tool_filter(allowed_tool_names=list(server.tools)) if server.tools else None,
            require_approval=approve,
            failure_error_function=failure,
            cache_tools_list=True,
            max_list_pages=PAGES,
        )
        self._characters = server.characters
        self._owners = owners

    async def connect(self) -> None:
        """Know the tools too: a server that cannot tell them would otherwise be found out in the midst of the run."""
        await super().connect()  # type: ignore[no-untyped-call]
        await super().list_tools()

    async def list_tools(
        self, run_context: RunContextWrapper[Any] | None = None, agent: AgentBase | None = None
    ) -> list[ServerTool]:
        """Those whose name nobody had before: no server takes the place of a tool of the site's or of another server's,
        and no model is given two of one name, which providers refuse.
        """
        listed = await super().list_tools(run_context, agent)
        return [tool for tool in listed if self._owners.setdefault(tool.name, self.name) == self.name]

    async def call_tool(
        self, tool_name: str, arguments: dict[str, Any] | None, meta: dict[str, Any] | None = None
    ) -> CallToolResult:
        with tracing.span("tool", tool=tool_name, server=self.name):
            result = await super().call_tool(tool_name, arguments, meta)
        return result.model_copy(update={"content": list(_shortened(result.content, self._characters))})


def _shortened(parts: list[ContentBlock], characters: int) -> Iterator[ContentBlock]:
    left = characters
    for part in parts:
        if part.type == "image":
            yield part
            continue
        text = part.text if part.type == "text" else part.model_dump_json()
        yield part if len(text) <= left else TextContent(type="text", text=cut(text, left))
        left = max(0, left - len(text))
