"""A run's events, mended where chatkit's bridge to the Agents SDK would stumble over them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

from agents import RunResultStreaming, StreamEvent
from agents.models.fake_id import FAKE_RESPONSES_ID


class Bridged(RunResultStreaming):
    """Stands in for a run's result where the bridge reads its events; it reads nothing else of it."""

    def __init__(self, result: RunResultStreaming) -> None:
        self._result = result
        self._message_id = ""

    async def stream_events(self) -> AsyncIterator[StreamEvent]:
        async for event in self._result.stream_events():
            if event.type == "raw_response_event":
                event.data = self._mended(event.data)
            yield event

    def _mended(self, data: Any) -> Any:
        # openai gives this annotation a class of its own, which the bridge does not take; a dict it does.
        if data.type == "response.output_text.annotation.added" and not isinstance(data.annotation, dict):
            data.annotation = data.annotation.model_dump()
        # Every message of a Chat Completions model has the same id (openai/chatkit-python#36).
        item: Any = getattr(data, "item", None)
        if getattr(item, "id", None) == FAKE_RESPONSES_ID:
            if data.type == "response.output_item.added":
                self._message_id = f"msg_{uuid.uuid4().hex}"
            return data.model_copy(update={"item": item.model_copy(update={"id": self._message_id})})
        if getattr(data, "item_id", None) == FAKE_RESPONSES_ID:
            return data.model_copy(update={"item_id": self._message_id})
        return data
