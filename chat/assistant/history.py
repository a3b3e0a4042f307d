"""What was said, as the model's input: real items with their roles, newest last."""

from __future__ import annotations

from collections.abc import Sequence

from agents import TResponseInputItem
from chatkit.agents import ThreadItemConverter
from chatkit.types import AssistantMessageItem, Attachment, ThreadItem, UserMessageItem, UserMessageTagContent
from openai.types.responses import EasyInputMessageParam, ResponseInputTextParam


class History(ThreadItemConverter):
    """Thread items → input items."""

    async def to_agent_input(self, thread_items: Sequence[ThreadItem] | ThreadItem) -> list[TResponseInputItem]:
        """Begins with a message of the person, so that no tool's output stands there without its call."""
        items = list(thread_items) if isinstance(thread_items, Sequence) else [thread_items]
        first = next((place for place, item in enumerate(items) if isinstance(item, UserMessageItem)), 0)
        return await super().to_agent_input(items[first:])

    async def assistant_message_to_input(self, item: AssistantMessageItem) -> TResponseInputItem:
        # The SDK's list of `output_text` parts breaks the Chat Completions converter on every second turn.
        text = "".join(part.text for part in item.content)
        return EasyInputMessageParam(type="message", role="assistant", content=text)

    async def tag_to_message_content(self, tag: UserMessageTagContent) -> ResponseInputTextParam:
        return ResponseInputTextParam(type="input_text", text=f"@{tag.text}")

    async def attachment_to_message_content(self, attachment: Attachment) -> ResponseInputTextParam:
        return ResponseInputTextParam(type="input_text", text=f"[{attachment.name}]")
