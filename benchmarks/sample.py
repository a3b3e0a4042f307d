"""The shape of the SDK's own FastAPI sample: one endpoint, a store in memory, nobody signed in.

After openai-chatkit-advanced-samples, examples/cat-lounge/backend/app: `main.py` and `memory_store.py`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from agents import Agent, RunConfig, Runner
from chatkit.agents import AgentContext, simple_to_agent_input, stream_agent_response
from chatkit.server import ChatKitServer, StreamingResult
from chatkit.store import NotFoundError, Store
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    Attachment,
    Page,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
)
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse

from chat.testing.scripted import ScriptedProvider

Context = dict[str, Any]


class MemoryStore(Store[Context]):
    def __init__(self) -> None:
        self.threads: dict[str, ThreadMetadata] = {}
        self.items: dict[str, list[ThreadItem]] = {}

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        if thread_id not in self.threads:
            raise NotFoundError(thread_id)
        return self.threads[thread_id].model_copy(deep=True)

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        self.threads[thread.id] = thread

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        return Page(data=list(self.threads.values())[:limit])

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        items = [item.model_copy(deep=True) for item in self.items.get(thread_id, [])]
        items.sort(key=lambda item: item.created_at, reverse=order == "desc")
        return Page(
            data=items[:limit], has_more=len(items) > limit, after=items[limit - 1].id if items[limit:] else None
        )

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        self.items.setdefault(thread_id, []).append(item.model_copy(deep=True))

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        self.items[thread_id] = [item if known.id == item.id else known for known in self.items[thread_id]]

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        return next(item for item in self.items[thread_id] if item.id == item_id)

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        self.threads.pop(thread_id, None)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        self.items[thread_id] = [item for item in self.items[thread_id] if item.id != item_id]

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        raise NotImplementedError("The sample keeps no files.")

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        raise NotImplementedError("The sample keeps no files.")

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        raise NotImplementedError("The sample keeps no files.")


DELTAS = 100
"""How many pieces an answer comes in."""


class SampleServer(ChatKitServer[Context]):
    """As the sample answers: the Agents SDK with a model, here the tests' own."""

    agent = Agent(name="Assistant", instructions="You are a helpful assistant.")

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        page = await self.store.load_thread_items(thread.id, None, 20, "desc", context)
        run = Runner.run_streamed(
            self.agent,
            await simple_to_agent_input(page.data[::-1]),
            context=AgentContext(thread=thread, store=self.store, request_context=context),
            run_config=RunConfig(model="scripted", model_provider=ScriptedProvider(), tracing_disabled=True),
        )
        async for event in stream_agent_response(run.context_wrapper.context, run):
            yield event


class BareServer(ChatKitServer[Context]):
    """Without agents: the events are there at once."""

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        await self.store.load_thread_items(thread.id, None, 20, "desc", context)
        item_id = self.store.generate_item_id("message", thread, context)
        async for event in ready_made(thread.id, item_id):
            yield event


async def ready_made(thread_id: str, item_id: str) -> AsyncIterator[ThreadStreamEvent]:
    """The events of an answer in so many pieces."""
    words = [f"word{number} " for number in range(DELTAS)]
    created_at = datetime.now()  # noqa: DTZ005 - as the SDK makes them
    yield ThreadItemAddedEvent(
        item=AssistantMessageItem(id=item_id, thread_id=thread_id, created_at=created_at, content=[])
    )
    yield ThreadItemUpdatedEvent(
        item_id=item_id,
        update=AssistantMessageContentPartAdded(content_index=0, content=AssistantMessageContent(text="")),
    )
    for word in words:
        yield ThreadItemUpdatedEvent(
            item_id=item_id, update=AssistantMessageContentPartTextDelta(content_index=0, delta=word)
        )
    whole = AssistantMessageContent(text="".join(words))
    yield ThreadItemDoneEvent(
        item=AssistantMessageItem(id=item_id, thread_id=thread_id, created_at=created_at, content=[whole])
    )


def answering(store: Store[Context]) -> ChatKitServer[Context]:
    """The server, with BARE without agents."""
    return (BareServer if os.environ.get("BARE") else SampleServer)(store)


def serve(app: FastAPI, server: ChatKitServer[Context]) -> None:
    @app.post("/chatkit")
    async def chatkit(request: Request) -> Response:
        result = await server.process(await request.body(), {"request": request})
        if isinstance(result, StreamingResult):
            return StreamingResponse(result, media_type="text/event-stream")
        return Response(result.json, media_type="application/json")


app = FastAPI()
serve(app, answering(MemoryStore()))
