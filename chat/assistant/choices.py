"""What the person chose in the composer: a model and a tool, each of a list that the site gives."""

from __future__ import annotations

from dataclasses import dataclass

from chatkit.types import InferenceOptions, UserMessageItem

from chat.assistant.run import Run
from chat.conf import chatkit
from chat.context import Asker
from chat.items import restored
from chat.permissions import permitted
from chat.registry import tools


@dataclass(frozen=True, slots=True)
class Choice:
    model: str = ""
    tool: str = ""


async def may_choose(options: InferenceOptions, asker: Asker) -> bool:
    """Whether the site's lists hold what a message asks for, and the asker may use it."""
    if not _is_offered(options):
        return False
    tool = tools.entries.get(options.tool_choice.id) if options.tool_choice else None
    return tool is None or bool(await permitted([tool], asker))


def _is_offered(options: InferenceOptions) -> bool:
    configuration = chatkit()
    models = {entry["id"] for entry in configuration.MODELS}
    tools = {entry["id"] for entry in configuration.COMPOSER_TOOLS}
    return (not options.model or options.model in models) and (
        not options.tool_choice or options.tool_choice.id in tools
    )


async def chosen(run: Run) -> Choice:
    """The choice of the message; the model of the newest one, where the run only goes on with it."""
    message = run.message or _newest(run)
    if message is None or not await may_choose(message.inference_options, run.request_context):
        return Choice()  # the site has changed its lists since, or their rights
    options = message.inference_options
    tool = options.tool_choice.id if run.message and options.tool_choice else ""
    return Choice(options.model or "", tool)


def _newest(run: Run) -> UserMessageItem | None:
    for entry in reversed(run.turn.tail.entries):
        if entry.content.get("type") == "user_message" and isinstance(item := restored(entry.content), UserMessageItem):
            return item
    return None
