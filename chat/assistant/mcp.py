"""MCP servers: one connection an answer, with the asker's own credential in a header and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from agents.mcp import MCPServer, MCPServerManager, MCPServerStreamableHttp, create_static_tool_filter
from chatkit.types import NoticeEvent
from django.utils.translation import gettext as _

from chat import hooks
from chat.assistant.run import Run
from chat.conf import Hook, chatkit, hook
from chat.context import Asker
from chat.faults import described

logger = logging.getLogger(__name__)

PAGES = 5
"""How many pages of tools a server may list."""


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


@asynccontextmanager
async def tool_servers(run: Run) -> AsyncIterator[list[MCPServer]]:
    """The servers that answer, for the length of a run. One that does not is left out, and the person is told."""
    wanted = [Server(**entry) for entry in chatkit().MCP]
    if not wanted:
        yield []
        return
    ready = [connection for server in wanted if (connection := await _connection(server, run)) is not None]
    slowest = max(server.seconds for server in wanted)
    async with MCPServerManager(
        ready, connect_timeout_seconds=slowest, cleanup_timeout_seconds=slowest, connect_in_parallel=True
    ) as manager:
        for server, error in manager.errors.items():
            await _tell(server.name, error, run)
        yield manager.active_servers


async def _connection(server: Server, run: Run) -> MCPServer | None:
    try:
        value = await _credential(server, run.request_context)
    except Exception as error:  # noqa: BLE001 - the site's own; the other tools go on
        await _tell(server.name, error, run)
        return None
    if value is None:
        return None
    approve: Any = {"always": {"tool_names": list(server.approve)}} if server.approve else None
    params: Mapping[str, Any] = {
        "url": server.url,
        "timeout": server.seconds,
        "sse_read_timeout": server.seconds,
        **({"auth": Credential(server, value)} if value else {}),
    }
    return MCPServerStreamableHttp(
        params,  # type: ignore[arg-type] # a TypedDict
        name=server.name,
        client_session_timeout_seconds=server.seconds,
        tool_filter=create_static_tool_filter(allowed_tool_names=list(server.tools)) if server.tools else None,
        require_approval=approve,
        cache_tools_list=True,
        max_list_pages=PAGES,
    )


async def _credential(server: Server, asker: Asker) -> str | None:
    """The header's value; empty where the server needs none."""
    function = hook(server.credential)
    if function is None:
        return ""
    value = await hooks.call(function, asker)
    return None if value is None else str(value)


async def _tell(name: str, error: BaseException, run: Run) -> None:
    logger.warning("MCP server %s: %s (request %s)", name, described(error), run.request_context.request_id)
    sentence = _("The tools of “%(server)s” cannot be reached at the moment.") % {"server": name}
    await run.stream(NoticeEvent(level="warning", message=sentence))
