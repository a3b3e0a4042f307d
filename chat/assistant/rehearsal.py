"""A run that nobody asks for: the Agents SDK, ChatKit's bridge and the site's tools, once, with a model of one word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from agents import Agent, Model, ModelResponse, RunConfig, Runner
from chatkit.agents import stream_agent_response
from chatkit.types import Page, ThreadItem, ThreadMetadata
from django.contrib.auth import get_user_model

from chat import registry
from chat.assistant import responses, tools
from chat.assistant.files_tool import FILES
from chat.assistant.provider import run_config
from chat.assistant.run import Run
from chat.assistant.search_tool import SEARCH
from chat.context import Asker
from chat.store import ThreadStore


class OneWord(Model):
    async def get_response(self, *arguments: Any, **options: Any) -> ModelResponse:
        raise NotImplementedError("The app streams.")

    async def stream_response(self, *arguments: Any, **options: Any) -> AsyncIterator[Any]:
        for event in responses.message(["Ready"]):
            yield event


class EmptyStore(ThreadStore):
    async def load_thread_items(self, *arguments: Any, **named: Any) -> Page[ThreadItem]:
        return Page()


async def rehearse() -> None:
    """Make the process do once what every run does; nothing is stored, and no provider is asked."""
    run_config()
    thread = ThreadMetadata(id="thr_rehearsal", created_at=datetime.now(UTC))
    known = (SEARCH, FILES, *registry.tools.entries.values())
    agent: Agent[Any] = Agent(name="Rehearsal", tools=[tools.as_sdk_tool(tool) for tool in known])
    context = Run(thread=thread, store=EmptyStore(), request_context=Asker(get_user_model()()))
    config = RunConfig(model=OneWord(), tracing_disabled=True)
    async for event in stream_agent_response(
        context, Runner.run_streamed(agent, "Hello", context=context, run_config=config)
    ):
        event.model_dump_json()
