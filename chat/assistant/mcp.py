"""MCP servers: one connection an answer, with the asker's own credential in a header and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agents.mcp import MCPServer, MCPServerManager
from chatkit.types import NoticeEvent
from django.utils.translation import gettext as _

from chat import hooks, registry
from chat.assistant.client_tools import SHOW_HEADING
from chat.assistant.files_tool import FILES
from chat.assistant.remote import Connection, Server
from chat.assistant.run import Run
from chat.assistant.search_tool import SEARCH
from chat.conf import chatkit, hook
from chat.context import Asker
from chat.faults import described

logger = logging.getLogger(__name__)

OURS = ""
"""Whose the site's own tools are, where the others are a server's."""


@asynccontextmanager
async def tool_servers(run: Run) -> AsyncIterator[list[MCPServer]]:
    """The servers that answer, for the length of a run. One that does not is left out, and the person is told."""
    wanted = [Server(**entry) for entry in chatkit().MCP]
    if not wanted:
        yield []
        return
    names = (SEARCH.name, FILES.name, SHOW_HEADING.name, *registry.tools.entries, *registry.client_tools.entries)
    owners = dict.fromkeys(names, OURS)
    ready = [connection for server in wanted if (connection := await _connection(server, run, owners)) is not None]
    slowest = max(server.seconds for server in wanted)
    async with MCPServerManager(
        ready, connect_timeout_seconds=slowest, cleanup_timeout_seconds=slowest, connect_in_parallel=True
    ) as manager:
        for server, error in manager.errors.items():
            await _tell(server.name, error, run)
        yield manager.active_servers


async def _connection(server: Server, run: Run, owners: dict[str, str]) -> Connection | None:
    try:
        value = await _credential(server, run.request_context)
    except Exception as error:  # noqa: BLE001 - the site's own; the other tools go on
        await _tell(server.name, error, run)
        return None
    return None if value is None else Connection(server, value, owners)


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
