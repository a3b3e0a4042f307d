"""Tools that the page runs, and the two that come with the app: the current selection, and headings to show."""

from __future__ import annotations

import functools
import inspect
from typing import Any

from agents import FunctionTool, function_tool
from agents.tool_context import ToolContext
from chatkit.agents import ClientToolCall

from chat.assistant.run import Run
from chat.assistant.show import Show
from chat.assistant.tools import sign
from chat.context import Asker
from chat.registry import ClientTool, Tool, client_effect, client_tool, client_tools

HIGHLIGHT = client_effect("highlight_heading")
DONE = "Done."
UNABLE = "This page cannot do that."


@client_tool
def read_selection() -> str:
    """Read what the person has selected on the page that they are looking at."""
    return ""


async def show_heading(asker: Asker, heading: str, *, show: Show) -> str:
    """Scroll to a heading of the page that the person is looking at, and highlight it.

    Args:
        heading: The text of the heading, as the page has it.
    """
    return DONE if await show.effect(HIGHLIGHT, heading=heading) else UNABLE


SHOW_HEADING = Tool(name="show_heading", function=show_heading, seconds=5)


def offered(asker: Asker) -> list[ClientTool]:
    """Those that the site knows and the page offers."""
    return [tool for name, tool in client_tools.entries.items() if name in asker.offers.tools]


def with_effects(asker: Asker) -> list[Tool]:
    """The app's own tools for what the page shows."""
    return [SHOW_HEADING] if HIGHLIGHT in asker.offers.effects else []


@functools.cache
def as_sdk_tool(tool: ClientTool) -> FunctionTool:
    """The model's call of it ends the run; the page's answer begins the next one."""

    async def called(run: ToolContext[Run], *arguments: Any, **named: Any) -> str:
        bound = inspect.signature(tool.function).bind(*arguments, **named)
        run.context.client_tool_call = ClientToolCall(name=tool.name, arguments=bound.arguments)
        return ""

    sign(called, like=tool.function, without=0)
    return function_tool(called)
