"""What the extractive model understands of its input."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agents import TResponseInputItem
from django.utils.translation import get_language

from chat.assistant import material
from chat.assistant.files_tool import NAME as SEARCH_FILES
from chat.assistant.files_tool import NOTHING
from chat.assistant.words import Words


@dataclass(slots=True)
class Conversation:
    """A thread as questions, and what tools, pages and forms had to say to the newest of them."""

    questions: list[str] = field(default_factory=list)
    """Everything the person said, newest last."""
    is_first: bool = True
    """Whether the assistant has not said anything yet."""
    summary: list[str] = field(default_factory=list)
    """What was said before, in lines."""
    mentions: list[dict[str, Any]] = field(default_factory=list)
    """What the newest question mentions, as `title`, `url` and `text`."""
    quote: str = ""
    """What the newest question is about in particular."""
    outputs: list[tuple[str, str]] = field(default_factory=list)
    """What tools returned for the newest question, by their names."""
    page: dict[str, Any] = field(default_factory=dict)
    """What the person's browser, or the site, says of the page that they are looking at."""
    form: str = ""
    """A form that the person has filled in since."""

    @classmethod
    def of(cls, given: str | list[TResponseInputItem]) -> Conversation:
        items: Sequence[Any] = [{"role": "user", "content": given}] if isinstance(given, str) else given
        conversation = cls()
        names: dict[str, str] = {}
        mentions: list[dict[str, Any]] = []
        quote = ""
        for item in items:
            text = _text(item.get("content", "")) if item.get("role") else ""
            if item.get("role") == "user" and not material.is_material(text):
                conversation._ask(text, mentions, quote)
                mentions, quote = [], ""
            elif item.get("role") == "user" and text.startswith(material.QUOTE):
                quote = _inner(text)
            elif item.get("role") == "user":
                mentions += conversation._read(text)
            elif item.get("role") == "assistant":
                conversation.is_first = False
            elif item.get("type") == "function_call":
                names[item["call_id"]] = item["name"]
            elif item.get("type") == "function_call_output":
                conversation.outputs.append((names.get(item["call_id"], ""), _text(item["output"])))
        return conversation

    def _ask(self, text: str, mentions: list[dict[str, Any]], quote: str) -> None:
        self.questions.append(text)
        self.mentions, self.quote, self.outputs, self.form = mentions, quote, [], ""

    def _read(self, text: str) -> list[dict[str, Any]]:
        """Take material in; what it mentions belongs to the question that follows."""
        inner = _inner(text)
        if text.startswith(material.SUMMARY):
            self.summary = inner.splitlines()
        elif text.startswith(material.PAGE):
            self.page = json.loads(inner)
        elif text.startswith(material.SHOWN) and "<form>" in text:
            self.form = inner.partition("\n")[2]
        elif text.startswith(material.MENTION) and "text" in (known := json.loads(inner.replace("<\\/", "</"))):
            return [known]
        return []

    @property
    def needs_a_tool(self) -> bool:
        return not self.form and (not self.outputs or (len(self.outputs) == 1 and self.has_searched_files))

    @property
    def has_searched_files(self) -> bool:
        """Whether the person's files were searched, and say nothing about the question."""
        return bool(self.outputs) and self.outputs[0] == (SEARCH_FILES, NOTHING)

    @property
    def command(self) -> str:
        """The newest question as it was put."""
        return self.questions[-1] if self.questions else ""

    @property
    def query(self) -> str:
        """The newest question; a bare "and why?" takes along what it quotes, or the one before."""
        if len(self._stems(self.command)) >= 2:
            return self.command
        return f"{self.quote} {self.command}" if self.quote else " ".join(self.questions[-2:])

    @property
    def remembered(self) -> str:
        """Something that the person said earlier, and that has every word which the newest question is about."""
        wanted = self._stems(self.command)
        said = [*(line.partition(": ")[2] for line in self.summary), *self.questions[:-1]]
        for statement in reversed(said):
            stems = self._stems(statement)
            if wanted and wanted < stems and not statement.rstrip().endswith("?"):
                return statement
        return ""

    def _stems(self, text: str) -> frozenset[str]:
        return Words.of(text, language=get_language() or "en").stems


def _inner(text: str) -> str:
    """What stands between the tags of a material."""
    return "\n".join(text.split("\n")[2:-1])  # `splitlines` would cut JSON at U+2028


def _text(content: Any) -> str:
    return content if isinstance(content, str) else " ".join(part.get("text", "") for part in content)
