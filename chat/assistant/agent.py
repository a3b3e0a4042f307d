"""The agent: instructions, tools and guardrails, for one asker. The same for everybody who may use the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from agents import Agent, FunctionToolResult, ImageGenerationTool, ToolsToFinalOutputResult
from agents.mcp import MCPServer

from chat import registry
from chat.assistant import client_tools, search, tools
from chat.assistant.files_tool import FILES
from chat.assistant.guardrails import input_guardrails, output_guardrails
from chat.assistant.images import PARTIAL_IMAGES
from chat.assistant.run import Run, Wrapped
from chat.assistant.search_tool import SEARCH
from chat.conf import Configuration, chatkit
from chat.context import Asker
from chat.permissions import permitted
from chat.registry import ClientTool, Tool


async def assistant(
    asker: Asker, servers: list[MCPServer], *, has_files: bool = False, is_resuming: bool = False
) -> Agent[Run]:
    """The agent with what this asker may use. One that is resuming has every tool, each of which asks again itself."""
    known = list(registry.tools.entries.values())
    always = [*([SEARCH] if search.is_on() else []), *([FILES] if has_files or is_resuming else [])]
    usable = [*always, *client_tools.with_effects(asker), *(known if is_resuming else await permitted(known, asker))]
    agent = _assistant(tuple(usable), tuple(client_tools.offered(asker)), chatkit())
    return agent.clone(mcp_servers=servers) if servers else agent


@lru_cache(maxsize=64)  # an agent takes the SDK longer to make than a short answer may last
def _assistant(usable: tuple[Tool, ...], offered: tuple[ClientTool, ...], configuration: Configuration) -> Agent[Run]:
    return Agent(
        name="Assistant",
        instructions=_instructions(configuration.INSTRUCTIONS),
        tools=[
            *map(tools.as_sdk_tool, usable),
            *map(client_tools.as_sdk_tool, offered),
            *([_image_maker()] if configuration.IMAGES and configuration.MODEL_API == "responses" else []),
        ],
        tool_use_behavior=_stop_when_waiting,
        input_guardrails=input_guardrails(),
        output_guardrails=output_guardrails(),
    )


def _stop_when_waiting(run: Wrapped, results: list[FunctionToolResult]) -> ToolsToFinalOutputResult:
    return ToolsToFinalOutputResult(is_final_output=run.context.is_waiting, final_output="")


def _image_maker() -> ImageGenerationTool:
    return ImageGenerationTool(tool_config={"type": "image_generation", "partial_images": PARTIAL_IMAGES})


def _instructions(path: str) -> str:
    return (Path(path) if path else Path(__file__).with_name("instructions.md")).read_text()
