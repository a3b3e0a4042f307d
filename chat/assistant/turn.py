"""One run of the assistant in a thread: history in, the SDK's events out."""

from __future__ import annotations

from collections.abc import AsyncIterator

from agents import Runner
from chatkit.agents import AgentContext, stream_agent_response
from chatkit.types import ThreadMetadata, ThreadStreamEvent, UserMessageItem

from chat.assistant.agent import assistant
from chat.assistant.bridge import Bridged
from chat.assistant.history import History
from chat.assistant.provider import run_config
from chat.assistant.titles import title_of
from chat.conf import chatkit
from chat.context import Asker
from chat.store import ThreadStore


async def run(
    thread: ThreadMetadata, message: UserMessageItem | None, asker: Asker, *, store: ThreadStore
) -> AsyncIterator[ThreadStreamEvent]:
    """Answer the thread's last message. Closing the iterator ends the model's work."""
    if message and not thread.title and (title := title_of(message)):
        await store.suggest_title(thread, title, asker)
    newest = await store.load_thread_items(thread.id, None, chatkit().HISTORY_ITEMS, "desc", asker)
    context = AgentContext[Asker](thread=thread, store=store, request_context=asker)
    result = Runner.run_streamed(
        assistant(),
        await History().to_agent_input(newest.data[::-1]),
        context=context,
        run_config=run_config(),
    )
    try:
        async for event in stream_agent_response(context, Bridged(result)):
            yield event
    finally:
        result.cancel()  # the SDK's merge of two generators never tells the run that nobody listens any more
