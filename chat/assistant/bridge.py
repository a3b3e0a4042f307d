"""A run's events on their way to chatkit's bridge: mended where it would stumble, and not waited for without end."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

from agents import RunResultStreaming, StreamEvent
from agents.models.fake_id import FAKE_RESPONSES_ID

from chat.assistant.failures import SilentModel
from chat.assistant.run import Run
from chat.conf import chatkit
from chat.patience import Patience


class Bridged(RunResultStreaming):
    """Stands in for a run's result where the bridge reads its events; it reads nothing else of it."""

    def __init__(self, result: RunResultStreaming, run: Run) -> None:
        self._result = result
        self._run = run
        self._message_id = ""
        self._tools_at_work = 0

    async def stream_events(self) -> AsyncIterator[StreamEvent]:
        events = self._result.stream_events()
        patience = Patience(chatkit().FIRST_TOKEN_SECONDS, SilentModel)
        try:
            while (event := await self._next(events, patience)) is not None:
                if event.type == "raw_response_event":
                    event.data = self._mended(event.data)
                elif event.type == "run_item_stream_event":
                    self._count(event)
                yield event
        finally:
            patience.over()

    async def _next(self, events: AsyncIterator[StreamEvent], patience: Patience) -> StreamEvent | None:
        if self._tools_at_work:  # which have time limits of their own
            return await anext(events, None)
        with patience:
            return await anext(events, None)

    def _count(self, event: Any) -> None:
        if event.name == "tool_called":
            self._tools_at_work += 1
            raw = event.item.raw_item
            self._run.turn.spent.tools.append(str(getattr(raw, "name", None) or getattr(raw, "type", "")))
            if getattr(raw, "id", None) == FAKE_RESPONSES_ID:
                raw.id = f"fc_{uuid.uuid4().hex}"
        elif event.name == "tool_output":
            self._tools_at_work = max(0, self._tools_at_work - 1)  # a run that goes on has its calls behind it

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
