"""One run of the assistant in a thread: history in, the SDK's events out."""

from __future__ import annotations

from collections.abc import AsyncIterator

from agents import Agent, Runner, RunResultStreaming
from chatkit.agents import stream_agent_response
from chatkit.store import NotFoundError
from chatkit.types import (
    ThreadItemDoneEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
)

from chat.assistant import approvals, merging
from chat.assistant.agent import assistant
from chat.assistant.bridge import Bridged
from chat.assistant.choices import chosen
from chat.assistant.citations import cited
from chat.assistant.failures import told
from chat.assistant.guardrails import Trip, Tripped, name_of, sentence_of
from chat.assistant.history import model_input
from chat.assistant.images import MadeImages
from chat.assistant.mcp import tool_servers
from chat.assistant.provider import run_config
from chat.assistant.run import Run
from chat.assistant.spending import count
from chat.assistant.titles import title_of
from chat.context import Asker
from chat.rows.items import Withheld
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
        context = Run(thread=thread, store=store, request_context=asker, message=message)
        async for event in _answered(context):
            yield event
    except NotFoundError:
        raise
    except Tripped as tripped:
        async for event in _refused(tripped, context):
            yield event
    except Exception as error:  # noqa: BLE001 - whatever it is, it becomes a sentence
        raise told(error, asker) from None


async def _answered(context: Run) -> AsyncIterator[ThreadStreamEvent]:
    asker = context.request_context
    if context.message:
        async for dropped in approvals.drop_forms(context):
            yield dropped
    async with tool_servers(context) as servers:
        answered = context.turn.answered
        has_files = await context.store.has_files(context.thread.id, asker)
        agent = await assistant(asker, servers, has_files=has_files, is_resuming=bool(answered))
        result = await _started(agent, context)
        try:
            async for event in stream_agent_response(context, Bridged(result, context), converter=MadeImages(context)):
                await _entitle(context)
                yield cited(event, context)
        finally:
            result.cancel()
            count(result, context)
        if result.interruptions:
            yield ThreadItemDoneEvent(item=await approvals.ask(result, context))
        elif context.form:
            yield ThreadItemDoneEvent(item=context.form)


async def _entitle(context: Run) -> None:
    """Call the thread after its first message, once no guardrail has objected to it."""
    message, thread = context.message, context.thread
    if message and not thread.title and (title := title_of(message)):
        await context.store.suggest_title(thread, title, context.request_context)


async def _started(agent: Agent[Run], context: Run) -> RunResultStreaming:
    choice = await chosen(context)
    config = run_config(choice.model, choice.tool)
    context.turn.spent.model = str(config.model)
    if context.turn.answered and (state := await approvals.resumed(context.turn.answered, context, agent)):
        return Runner.run_streamed(agent, state, run_config=config)
    return Runner.run_streamed(agent, await model_input(context), context=context, run_config=config)


async def _refused(tripped: Trip, context: Run) -> AsyncIterator[ThreadStreamEvent]:
    """Say why, and keep the question and this out of what the model is told from now on."""
    said = context.message or context.answered_call
    asked = said.id if said else context.turn.answered
    item = context.says(sentence_of(tripped))
    yield ThreadItemDoneEvent(item=item)
    refused = [item.id, *([asked] if asked else [])]
    await context.store.withhold(context.thread.id, refused, Withheld.REFUSED, context.request_context)
    await context.store.object_to(context.thread.id, asked or item.id, name_of(tripped), context.request_context)
