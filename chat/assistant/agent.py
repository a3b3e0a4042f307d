"""The agent: instructions and tools. The same for everybody; who asks is in the run's context."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from agents import Agent
from chatkit.agents import AgentContext

from chat.assistant.tools import search_site
from chat.context import Asker


@cache
def assistant() -> Agent[AgentContext[Asker]]:
    return Agent(
        name="Assistant",
        instructions=Path(__file__).with_name("instructions.md").read_text(),
        tools=[search_site],
    )
