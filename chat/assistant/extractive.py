"""The extractive model: answers without a language model, in passages that it quotes from the site.

A real `agents.Model`, run by the real `Runner`: it calls the same `search_site` tool as any other model and
makes its answer of what the tool returns. It invents nothing, because it can write nothing of its own.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agents import Model, ModelResponse, ModelSettings, Tool, TResponseInputItem, Usage
from agents.items import TResponseStreamEvent
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openai.types.responses import ResponseCompletedEvent, ResponseTextDeltaEvent

from chat.assistant import responses
from chat.assistant.responses import Citation
from chat.assistant.words import Words

SEARCH = "search_site"
QUOTED = 3
"""The most passages that one answer quotes."""
NEARLY = 0.7
"""A further passage is quoted if it scores at least this share of the best one."""
PACE = 0.012
"""Seconds from word to word: at once would be a page that jumps, and leave nothing to stop."""


class ExtractiveModel(Model):
    """Quotes the passages that answer a question best, each with a link to its page."""

    async def stream_response(
        self,
        system_instructions: str | None,
        input: str | list[TResponseInputItem],  # noqa: A002 - the SDK's name
        model_settings: ModelSettings,
        tools: list[Tool],
        *rest: Any,
        **options: Any,
    ) -> AsyncIterator[TResponseStreamEvent]:
        conversation = Conversation.of(input)
        is_to_search = conversation.found is None and any(tool.name == SEARCH for tool in tools)
        events = (
            responses.call(SEARCH, {"query": conversation.query})
            if is_to_search
            else responses.message(list(_reply(conversation)))
        )
        for event in events:
            if isinstance(event, ResponseTextDeltaEvent):
                await asyncio.sleep(PACE)
            yield event

    async def get_response(self, *arguments: Any, **options: Any) -> ModelResponse:
        async for event in self.stream_response(*arguments, **options):
            if isinstance(event, ResponseCompletedEvent):
                return ModelResponse(output=event.response.output, usage=Usage(), response_id=event.response.id)
        raise AssertionError("A stream of ours ends with its completion.")


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the extractive model understands of its input."""

    questions: tuple[str, ...]
    """Everything the person said, newest last."""
    is_first: bool
    """Whether the assistant has not said anything yet."""
    found: tuple[dict[str, Any], ...] | None
    """What the search returned for the newest question; None before it has run."""

    @classmethod
    def of(cls, given: str | list[TResponseInputItem]) -> Conversation:
        items: Sequence[Any] = [{"role": "user", "content": given}] if isinstance(given, str) else given
        questions: list[str] = []
        found = None
        for item in items:
            if item.get("role") == "user":
                questions.append(_text(item["content"]))
                found = None
            elif item.get("type") == "function_call_output":
                found = _results(item["output"])
        return cls(tuple(questions), all(item.get("role") != "assistant" for item in items), found)

    @property
    def query(self) -> str:
        """The newest question; a bare "and why?" takes the one before along."""
        newest = self.questions[-1] if self.questions else ""
        is_bare = len(Words.of(newest, language=get_language() or "en").stems) < 2
        return " ".join(self.questions[-2:]) if is_bare else newest


def _reply(conversation: Conversation) -> Iterator[str | Citation]:
    if conversation.is_first:
        yield _("No language model is set up here, so I answer with quotations from this site.") + "\n\n"
    if conversation.found is None:
        yield _("I cannot search this site at the moment. Please try again later.")
    elif not conversation.found:
        yield _("I found nothing about that on this site. Other words may help.")
    for place, result in enumerate(_worth_quoting(conversation.found or ())):
        yield "\n\n" if place else ""
        yield f"**{result['title']}**"
        yield Citation(result["title"], result["url"])
        yield f"\n\n{result['passage']}"


def _worth_quoting(results: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [result for result in results if result["score"] >= NEARLY * results[0]["score"]][:QUOTED]


def _text(content: Any) -> str:
    return content if isinstance(content, str) else " ".join(part.get("text", "") for part in content)


def _results(output: Any) -> tuple[dict[str, Any], ...] | None:
    try:
        return tuple(json.loads(output)["results"])
    except (TypeError, ValueError, KeyError):  # the sentence that the SDK returns for a tool that failed
        return None
