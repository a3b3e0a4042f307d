"""What the person chose in the composer: a model and a tool, each of a list that the site gives."""

from __future__ import annotations

from dataclasses import dataclass

from chatkit.types import InferenceOptions, UserMessageItem

from chat.assistant.run import Run
from chat.conf import chatkit
from chat.items import restored


@dataclass(frozen=True, slots=True)
class Choice:
    model: str = ""
    tool: str = ""


def is_offered(options: InferenceOptions) -> bool:
    """Whether the site's lists hold what a message asks for."""
    configuration = chatkit()
    models = {entry["id"] for entry in configuration.MODELS}
    tools = {entry["id"] for entry in configuration.COMPOSER_TOOLS}
    return (not options.model or options.model in models) and (
        not options.tool_choice or options.tool_choice.id in tools
    )


def chosen(run: Run) -> Choice:
    """The choice of the message; the model of the newest one, where the run only goes on with it."""
    message = run.message or _newest(run)
    if message is None or not is_offered(message.inference_options):
        return Choice()  # the site has changed its lists since
    options = message.inference_options
    tool = options.tool_choice.id if run.message and options.tool_choice else ""
    return Choice(options.model or "", tool)


def _newest(run: Run) -> UserMessageItem | None:
    for entry in reversed(run.turn.tail.entries):
        if entry.content.get("type") == "user_message" and isinstance(item := restored(entry.content), UserMessageItem):
            return item
    return None
