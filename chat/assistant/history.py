"""What was said, as the model's input: real items with their roles, newest last, within a budget."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

from agents import TResponseInputItem
from chatkit.agents import ThreadItemConverter
from chatkit.types import (
    AssistantMessageItem,
    Attachment,
    ClientToolCallItem,
    GeneratedImageItem,
    HiddenContextItem,
    ImageAttachment,
    SDKHiddenContextItem,
    StructuredInputItem,
    Task,
    TaskItem,
    UserMessageItem,
    UserMessageTagContent,
    WidgetItem,
    WorkflowItem,
)
from openai.types.responses import EasyInputMessageParam, ResponseInputImageParam, ResponseInputTextParam

from chat.assistant import attached, material
from chat.assistant.mentions import mentioned
from chat.assistant.run import Run
from chat.assistant.said import filled_in, hidden_text, message_text, result_text, tasks_text, widget_text
from chat.assistant.summary import condensed
from chat.conf import chatkit
from chat.facts import facts_of
from chat.items import restored
from chat.past import Past


async def model_input(run: Run) -> list[TResponseInputItem]:
    """All that the model is told, besides its instructions."""
    asker = run.request_context
    past = await run.store.past(run.thread.id, asker)
    if past.tokens > chatkit().HISTORY_TOKENS:
        past = await condensed(past, run)
    history = History(run)
    said = await history.of(past)
    known = await facts_of(asker)
    return [*([material.facts(known)] if known else []), *said]


PICTURES = 5
"""How many pictures of a thread the model sees; of older ones it knows the names."""


class History(ThreadItemConverter):
    """Thread items → input items."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._seen: set[str] = set()
        """The ids of the newest pictures: what a model looks at is sent to it again with every turn."""
        self._mentioned_in: dict[str, str] = {}
        """The newest message that mentions a row, by the mention's id: what the row says is told there, once."""

    async def of(self, past: Past) -> list[TResponseInputItem]:
        """Begins with a message of the person, so that no tool's output stands there without its call; the page that
        they look at comes right before their newest message.
        """
        items = [item for entry in past.entries if (item := restored(entry.content))]
        messages = [place for place, item in enumerate(items) if isinstance(item, UserMessageItem)]
        added = [one for item in items if isinstance(item, UserMessageItem) for one in item.attachments]
        self._seen = {one.id for one in [one for one in added if one.type == "image"][-PICTURES:]}
        self._mentioned_in = {
            part.id: item.id
            for item in items
            if isinstance(item, UserMessageItem)
            for part in item.content
            if isinstance(part, UserMessageTagContent)
        }
        first, newest = (messages[0], messages[-1]) if messages else (0, 0)
        summary = [material.given(material.SUMMARY, past.summary, "summary")] if past.summary else []
        page = self._run.request_context.page
        return [
            *summary,
            *await self.to_agent_input(items[first:newest]),
            *([material.given(material.PAGE, page.as_json(), "page")] if page else []),
            *await self.to_agent_input(items[newest:]),
        ]

    async def user_message_to_input(
        self,
        item: UserMessageItem,
        is_last_message: bool = True,  # noqa: FBT001, FBT002 - the SDK's
    ) -> list[TResponseInputItem]:
        """The message comes last, after what it refers to; a quote stays with it in later turns too."""
        tags = {
            part.id: part
            for part in item.content
            if isinstance(part, UserMessageTagContent) and self._mentioned_in[part.id] == item.id
        }
        pictures = [await self.attachment_to_message_content(one) for one in item.attachments if one.type == "image"]
        texts = [await attached.document(one, self._run) for one in item.attachments if one.type == "file"]
        words = message_text(item) or ", ".join(one.name for one in item.attachments)
        said = [ResponseInputTextParam(type="input_text", text=words), *pictures]
        return [
            *([material.given(material.QUOTE, item.quoted_text, "quote")] if item.quoted_text else []),
            *texts,
            *[material.given(material.MENTION, await mentioned(tag, self._run), "mention") for tag in tags.values()],
            cast(TResponseInputItem, {"type": "message", "role": "user", "content": said}),
        ]

    async def assistant_message_to_input(self, item: AssistantMessageItem) -> TResponseInputItem:
        # The SDK's list of `output_text` parts breaks the Chat Completions converter on every second turn.
        text = "".join(part.text for part in item.content)
        return EasyInputMessageParam(type="message", role="assistant", content=text)

    async def attachment_to_message_content(
        self, attachment: Attachment
    ) -> ResponseInputTextParam | ResponseInputImageParam:
        if isinstance(attachment, ImageAttachment) and attachment.id in self._seen:
            return await attached.picture(attachment, self._run)
        return ResponseInputTextParam(type="input_text", text=f"[{attachment.name}]")

    async def generated_image_to_input(self, item: GeneratedImageItem) -> TResponseInputItem:
        # Its URL asks for this site's session, which the provider has not.
        return material.given(material.SHOWN, "An image that you made.", "image")

    async def widget_to_input(self, item: WidgetItem) -> TResponseInputItem:
        return material.given(material.SHOWN, widget_text(item), "widget")

    async def hidden_context_to_input(self, item: HiddenContextItem) -> TResponseInputItem:
        return material.given(material.HIDDEN, hidden_text(item), "context")

    async def sdk_hidden_context_to_input(self, item: SDKHiddenContextItem) -> TResponseInputItem:
        return material.given(material.HIDDEN, item.content, "context")

    async def task_to_input(self, item: TaskItem) -> TResponseInputItem | None:
        return self._tasks([item.task])

    async def workflow_to_input(self, item: WorkflowItem) -> TResponseInputItem | None:
        return self._tasks(item.workflow.tasks)

    def _tasks(self, tasks: Sequence[Task]) -> TResponseInputItem | None:
        text = tasks_text(tasks)
        return material.given(material.SHOWN, text, "tasks") if text else None

    async def client_tool_call_to_input(self, item: ClientToolCallItem) -> list[TResponseInputItem]:
        if item.status == "pending":
            return []  # the model may not be told of a call without its output
        arguments = json.dumps(item.arguments)
        return [
            {"type": "function_call", "call_id": item.call_id, "name": item.name, "arguments": arguments},
            {"type": "function_call_output", "call_id": item.call_id, "output": result_text(item)},
        ]

    async def structured_input_to_input(self, item: StructuredInputItem) -> TResponseInputItem:
        lines = [f"{question} — {answer or 'not answered'}" for question, answer in filled_in(item)]
        return material.given(material.SHOWN, "\n".join([f"A form, {item.status}:", *lines]), "form")
