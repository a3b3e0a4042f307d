"""What the items of a thread say, as plain text."""

from __future__ import annotations

import json
from collections.abc import Sequence

from chatkit.types import (
    ClientToolCallItem,
    HiddenContextItem,
    StructuredInputItem,
    Task,
    UserMessageItem,
    UserMessageTextContent,
    WidgetItem,
)

RESULT_CHARACTERS = 20_000
"""How much of what a page's tool returns the model is given, as of the site's own tools."""


def message_text(message: UserMessageItem) -> str:
    """A person's message, as they wrote it."""
    return "".join(
        part.text if isinstance(part, UserMessageTextContent) else f"@{part.text}" for part in message.content
    )


def with_quote(message: UserMessageItem) -> str:
    """A person's message, after what they quote in it."""
    return "\n\n".join(filter(None, (message.quoted_text, message_text(message))))


def filled_in(form: StructuredInputItem) -> list[tuple[str, str]]:
    """A form's questions, each with what was answered; empty where nothing was."""
    return [
        (question.question, ", ".join(question.answer.values or []) if question.answer else "")
        for question in form.inputs
    ]


def widget_text(item: WidgetItem) -> str:
    return item.copy_text or item.widget.model_dump_json(exclude_unset=True, exclude_none=True)


def hidden_text(item: HiddenContextItem) -> str:
    return item.content if isinstance(item.content, str) else json.dumps(item.content, ensure_ascii=False)


def tasks_text(tasks: Sequence[Task]) -> str:
    """What steps were about. Thoughts stay the model's own: it is not given its reasoning again."""
    lines = [": ".join(filter(None, (task.title, task.content))) for task in tasks if task.type == "custom"]
    return "\n".join(filter(None, lines))


def result_text(item: ClientToolCallItem) -> str:
    return cut(json.dumps(item.output), RESULT_CHARACTERS)


def cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{text[:characters]} … (cut after {characters} characters)"
