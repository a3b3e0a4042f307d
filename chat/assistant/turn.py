"""One run of the assistant in a thread: history in, the SDK's events out."""

from __future__ import annotations

from collections.abc import AsyncIterator

from agents import Runner, RunResultStreaming
from chatkit.agents import AgentContext, stream_agent_response
from chatkit.store import NotFoundError
from chatkit.types import ThreadMetadata, ThreadStreamEvent, UserMessageItem

from chat.assistant import merging
from chat.assistant.agent import assistant
from chat.assistant.bridge import Bridged
from chat.assistant.failures import told
from chat.assistant.history import History
from chat.assistant.provider import run_config
from chat.assistant.titles import title_of
from chat.conf import chatkit
from chat.context import Asker
from chat.store import ThreadStore

merging.install()


async def run(
    thread: ThreadMetadata, message: UserMessageItem | None, asker: Asker, *, store: ThreadStore
) -> AsyncIterator[ThreadStreamEvent]:
    """Answer the thread's last message. Closing or cancelling it ends the model's work.

    Raises `CustomStreamError` with a sentence for the person, whatever fails, and `NotFoundError` when the thread has
    been deleted meanwhile.
    """
    try:
        if message and not thread.title and (title := title_of(message)):
            await store.suggest_title(thread, title, asker)
        context = AgentContext[Asker](thread=thread, store=store, request_context=asker)
        result = await _started(context)
        try:
            async for event in stream_agent_response(context, Bridged(result)):
                yield event
        finally:
            result.cancel()
            _count(result, asker, store=store)
    except NotFoundError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it becomes a sentence
        raise told(error, asker) from None


async def _started(context: AgentContext[Asker]) -> RunResultStreaming:
    newest = await context.store.load_thread_items(
        context.thread.id, None, chatkit().HISTORY_ITEMS, "desc", context.request_context
    )
    return Runner.run_streamed(
        assistant(),
        await History().to_agent_input(newest.data[::-1]),
        context=context,
        run_config=run_config(),
    )


def _count(result: RunResultStreaming, asker: Asker, *, store: ThreadStore) -> None:
    if turn := store.turn(asker):
        usage = result.context_wrapper.usage
        turn.spent.input_tokens += usage.input_tokens
        turn.spent.output_tokens += usage.output_tokens
