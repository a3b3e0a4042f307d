"""Tool calls that wait for the person: shown with their real arguments, decided once, run as they were shown."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from agents import Agent, RunContextWrapper, RunResultStreaming
from agents.items import ToolApprovalItem
from agents.run_state import RunState
from agents.usage import Usage
from chatkit.types import (
    StructuredInputItem,
    StructuredInputMultipleChoice,
    StructuredInputMultipleChoiceOption,
    ThreadItemReplacedEvent,
)
from django.utils.translation import gettext as _

from chat.assistant.run import Run
from chat.conf import chatkit
from chat.database import in_database
from chat.rows import approvals

TOO_LATE = "The person answered too late: this request has expired. They may ask again."
REJECTED = "The person does not want this. Do not try it again unless they ask for it."


async def ask(result: RunResultStreaming, run: Run) -> StructuredInputItem:
    """The form in which the person decides; the run waits in a row until then, for a while."""
    options = [StructuredInputMultipleChoiceOption(value=value) for value in (_("Approve"), _("Reject"))]
    form = StructuredInputItem(
        **run.heading(),
        inputs=[
            StructuredInputMultipleChoice(id=_call_id(call), question=_question(call), options=options)
            for call in result.interruptions
        ],
    )
    # Without the context: it is made anew, from the session of whoever decides.
    state = result.to_state().to_json(context_serializer=lambda _context: {})
    await in_database(approvals.keep, form.id, run.thread.id, state, seconds=chatkit().APPROVAL_SECONDS)
    return form


async def resumed(form_id: str, run: Run, agent: Agent[Run]) -> RunState[Any, Agent[Any]] | None:
    """The run that waits for this form, with the calls approved that the person approved of; None for another form."""
    asker = run.request_context
    waiting = await in_database(approvals.take, form_id, asker)
    if waiting is None:
        return None
    form = await run.answered_form()
    approved = _approved(form) if form and not waiting.is_expired else set()
    wrapper = RunContextWrapper(context=run)
    state = await RunState.from_json(agent, waiting.run, context_override=wrapper)
    wrapper.usage = Usage()  # what the run cost before it waited is the first answer's
    for call in state.get_interruptions():
        if _call_id(call) in approved:
            state.approve(call)
        else:
            state.reject(call, rejection_message=TOO_LATE if waiting.is_expired else REJECTED)
    return state


async def drop_forms(run: Run) -> AsyncIterator[ThreadItemReplacedEvent]:
    """Whoever goes on without answering a form has skipped it."""
    asker = run.request_context
    newest = await run.store.load_thread_items(run.thread.id, None, 10, "desc", asker)
    for item in newest.data:
        if isinstance(item, StructuredInputItem) and item.status == "pending":
            await in_database(approvals.drop, item.id, asker)
            yield ThreadItemReplacedEvent(item=item.model_copy(update={"status": "skipped"}))


def _approved(form: StructuredInputItem) -> set[str]:
    """The calls whose first option was chosen. A text of the person's own approves of nothing."""
    return {
        question.id
        for question in form.inputs
        if isinstance(question, StructuredInputMultipleChoice)
        and question.answer
        and question.answer.values == [question.options[0].value]
    }


def _call_id(call: ToolApprovalItem) -> str:
    raw: Any = call.raw_item
    return str(raw.get("call_id") if isinstance(raw, dict) else raw.call_id)


def _question(call: ToolApprovalItem) -> str:
    """The tool and all that it would be called with."""
    title = _("May the assistant use “%(tool)s”?") % {"tool": (call.tool_name or "").replace("_", " ")}
    return "\n".join([title, *_lines(call.arguments)])


def _lines(arguments: str | None) -> list[str]:
    try:
        known = json.loads(arguments or "{}")
    except ValueError:
        return [arguments or ""]
    if not isinstance(known, dict):
        return [str(known)]
    # What goes on in a line of its own is set in, so that no value can pass for another argument.
    shown = {name.replace("_", " "): "\n    ".join(_shown(value).splitlines()) for name, value in known.items()}
    return [f"{name}: {value}" for name, value in shown.items()]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
