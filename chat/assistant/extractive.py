"""The extractive model: answers without a language model, in passages that it quotes from the site.

A real `agents.Model`, run by the real `Runner`: it calls the same tools as any other model and makes its answer of
what they return. It invents nothing, because it can write nothing of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

from agents import FunctionTool, Model, ModelResponse, ModelSettings, Tool, TResponseInputItem, Usage
from agents.items import TResponseStreamEvent
from django.utils.translation import gettext as _
from openai.types.responses import ResponseCompletedEvent, ResponseTextDeltaEvent

from chat.assistant import responses
from chat.assistant.conversation import Conversation
from chat.assistant.files_tool import NAME as FILES
from chat.assistant.quoting import QUOTED, reply
from chat.assistant.search_tool import NAME as SEARCH
from chat.assistant.words import spoken

EXTRACTIVE = "extractive"
BRIEF = "extractive-brief"
"""The same model with the best passage only."""
ALOUD = "extractive-aloud"
"""The same model, which also shows what it looks for."""
PACE = 0.012
"""Seconds from word to word: at once would be a page that jumps, and leave nothing to stop."""


class ExtractiveModel(Model):
    """Quotes the passages that answer a question best, each with a link to its page."""

    def __init__(self, name: str = EXTRACTIVE) -> None:
        self._name = name

    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 - the SDK's name
        model_settings: ModelSettings,
        tools: list[Tool],
        *rest: Any,
        **options: Any,
    ) -> AsyncIterator[TResponseStreamEvent]:
        for event in self._events(Conversation.of(input), model_settings.tool_choice, tools):
            if isinstance(event, ResponseTextDeltaEvent):
                await asyncio.sleep(PACE)
            yield event

    def _events(self, conversation: Conversation, choice: Any, tools: list[Tool]) -> Iterator[TResponseStreamEvent]:
        by_name = {tool.name: tool for tool in tools if isinstance(tool, FunctionTool)}
        search = SEARCH if conversation.has_searched_files else FILES
        known = by_name.get(search) or by_name.get(SEARCH)
        wanted = by_name.get(str(choice)) or _commanded(conversation, by_name) or known
        if wanted and conversation.needs_a_tool:
            if self._name == ALOUD:
                yield from responses.thought(_("Words to look for: %(words)s") % {"words": conversation.query})
            yield from responses.call(wanted.name, _arguments(wanted, conversation))
        else:
            yield from responses.message(list(reply(conversation, passages=1 if self._name == BRIEF else QUOTED)))

    async def get_response(self, *arguments: Any, **options: Any) -> ModelResponse:
        async for event in self.stream_response(*arguments, **options):
            if isinstance(event, ResponseCompletedEvent):
                return ModelResponse(output=event.response.output, usage=Usage(), response_id=event.response.id)
        raise AssertionError("A stream of ours ends with its completion.")


def _commanded(conversation: Conversation, tools: dict[str, FunctionTool]) -> FunctionTool | None:
    """The tool whose name the newest question begins with, a word or two in between: `show me a card`."""
    words = [word for word in spoken(conversation.command) if word != "please"]
    for name, tool in tools.items():
        first, *others = name.split("_")
        rest = iter(words[1 : len(others) + 3])
        if words[:1] == [first] and all(other in rest for other in others):
            return tool
    return None


def _arguments(tool: FunctionTool, conversation: Conversation) -> dict[str, Any]:
    """What can be known of a tool's arguments without a language model: a text is what follows the command's colon, or
    the question; a choice its first.
    """
    question = conversation.command.partition(": ")[2] or conversation.query
    properties: dict[str, dict[str, Any]] = tool.params_json_schema.get("properties", {})
    return {name: _value(schema, question) for name, schema in properties.items()}


def _value(schema: dict[str, Any], question: str) -> Any:
    if "default" in schema:
        return schema["default"]
    if choices := schema.get("enum"):
        return choices[0]
    return {"string": question, "integer": 1, "number": 1, "boolean": True, "array": []}.get(schema.get("type", ""))
