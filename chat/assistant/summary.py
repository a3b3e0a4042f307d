"""What no longer fits into the model's input, condensed: by the model where there is one, or by choosing lines."""

from __future__ import annotations

import asyncio
import logging
from functools import cache
from pathlib import Path

from agents import Agent, Runner
from chatkit.types import (
    AssistantMessageItem,
    ClientToolCallItem,
    GeneratedImageItem,
    HiddenContextItem,
    StructuredInputItem,
    TaskItem,
    ThreadItem,
    UserMessageItem,
    WidgetItem,
    WorkflowItem,
)

from chat.assistant.gist import Line, gist
from chat.assistant.provider import is_extractive, run_config
from chat.assistant.run import Run
from chat.assistant.said import filled_in, hidden_text, message_text, result_text, tasks_text, widget_text
from chat.assistant.spending import count
from chat.conf import chatkit
from chat.faults import described
from chat.items import restored
from chat.past import Past, summary_content
from chat.tail import Entry

logger = logging.getLogger(__name__)

CHARACTERS_PER_TOKEN = 4
READ = 4
"""How many times the history's budget the model reads at most; from more than that, lines are chosen first."""


async def condensed(past: Past, run: Run) -> Past:
    """The same past with its older part condensed and that stored, so that half of the budget is free again."""
    budget = chatkit().HISTORY_TOKENS
    old, kept = past.split(budget // 2)
    if not old:
        return past
    text = await _written(_lines(past.summary, old), run, characters=budget // 4 * CHARACTERS_PER_TOKEN)
    item = HiddenContextItem(
        **run.heading(),
        content=summary_content(text, until=max(entry.sequence or 0 for entry in old)),
    )
    await run.store.add_thread_item(run.thread.id, item, run.request_context)
    return Past(kept, text)


async def _written(lines: list[Line], run: Run, *, characters: int) -> str:
    if is_extractive():
        return gist(lines, characters=characters)
    try:
        material = gist(lines, characters=READ * chatkit().HISTORY_TOKENS * CHARACTERS_PER_TOKEN)
        async with asyncio.timeout(chatkit().FIRST_TOKEN_SECONDS):
            result = await Runner.run(_summarist(), material, run_config=run_config(), max_turns=1)
        count(result, run)
        return str(result.final_output).strip()[:characters] or gist(lines, characters=characters)
    except Exception as error:  # noqa: BLE001 - the lines are chosen instead, and the question is answered
        logger.warning("A summary failed: %s (request %s)", described(error), run.request_context.request_id)
        return gist(lines, characters=characters)


def _lines(summary: str, old: list[Entry]) -> list[Line]:
    known = [Line(text, is_known=True) for text in summary.splitlines() if text.strip()]
    items = [item for entry in old if (item := restored(entry.content))]
    return [*known, *(line for item in items for line in _lines_of(item) if line.text.partition(": ")[2])]


def _lines_of(item: ThreadItem) -> list[Line]:
    if isinstance(item, UserMessageItem):
        return [Line(f"Quoted: {_flat(item.quoted_text or '')}"), _by_person(message_text(item))]
    if isinstance(item, StructuredInputItem):
        return [_by_person(f"{question} — {answer}") for question, answer in filled_in(item) if answer]
    source, text = _told_of(item)
    return [Line(f"{source}: {_flat(text)}")]


def _told_of(item: ThreadItem) -> tuple[str, str]:
    """Whose words an item that is not the person's holds, and the words."""
    told = ("", "")
    match item:
        case AssistantMessageItem():
            told = "Assistant", " ".join(part.text for part in item.content)
        case ClientToolCallItem(status="completed"):
            told = "Page", f"{item.name}: {result_text(item)}"
        case WidgetItem():
            told = "Shown", widget_text(item)
        case WorkflowItem():
            told = "Shown", tasks_text(item.workflow.tasks)
        case TaskItem():
            told = "Shown", tasks_text([item.task])
        case GeneratedImageItem():
            told = "Shown", "an image that the assistant made"
        case HiddenContextItem():
            told = "Context", hidden_text(item)
    return told


def _by_person(text: str) -> Line:
    return Line(f"Person: {_flat(text)}", by_person=True)


def _flat(text: str) -> str:
    return " ".join(text.split())


@cache
def _summarist() -> Agent:
    return Agent(name="Summary", instructions=Path(__file__).with_name("summary.md").read_text())
