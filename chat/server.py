"""ChatServer: what an answer is. The SDK's server with its hooks filled in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from chatkit.actions import Action
from chatkit.server import ChatKitServer, NonStreamingResult, StreamingResult
from chatkit.types import (
    AudioInput,
    ChatKitReq,
    ClientToolCallItem,
    FeedbackKind,
    SDKHiddenContextItem,
    StreamingReq,
    SyncCustomActionResponse,
    ThreadItem,
    ThreadMetadata,
    ThreadsDeleteReq,
    ThreadsSyncCustomActionReq,
    ThreadStreamEvent,
    ThreadsUpdateReq,
    TranscriptionResult,
    UserMessageItem,
    WidgetItem,
    is_streaming_req,
)
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from chat import live, tracing, wire
from chat.assistant import actions
from chat.assistant import turn as assistant_turn
from chat.assistant.transcription import transcribed
from chat.attachment_store import FileStore
from chat.context import Asker
from chat.drafts import closed, says_something
from chat.errors import Busy, Refusal
from chat.following import resumed
from chat.frames import END
from chat.ids import BY_CONTENT
from chat.outgoing import outgoing
from chat.preflight import admit
from chat.rows.answers import State
from chat.store import ThreadStore
from chat.text import clean
from chat.turns import LoadedThread
from chat.worker import worker

BY_THE_PERSON = "The user cancelled the stream. Stop responding to the prior request."
"""As the SDK says it."""
BY_STAFF = "The staff of this site stopped this answer. Do not go on with it."


class ChatServer(ChatKitServer[Asker]):
    """Answers the wire. One serves the whole process; what belongs to a request is in its `Asker`."""

    store: ThreadStore

    def __init__(self, store: ThreadStore | None = None) -> None:
        super().__init__(store or ThreadStore(), FileStore())

    async def process(
        self, request: str | bytes | bytearray | ChatKitReq, context: Asker, *, key: str = ""
    ) -> StreamingResult | NonStreamingResult:
        """Like the SDK's, with the request parsed already or not, and refused where it would break in mid-stream.

        A streaming request begins an `Answer`: a `StreamingResult` that goes on without whoever reads it. `key` is
        the client's own name for the request: sent twice, it is answered once.
        """
        call = wire.parse(request) if isinstance(request, str | bytes | bytearray) else request
        context = context.on(call.metadata) if call.metadata else context
        tracing.about(thread_id=getattr(call.params, "thread_id", ""))
        if is_streaming_req(call):
            return await self._answer(call, context, key=key)
        await admit(call, context, store=self.store)
        result = NonStreamingResult(await self._process_non_streaming(call, context))
        match call:
            case ThreadsDeleteReq(params=params):
                worker().stop_thread(params.thread_id)
                live.tell(params.thread_id, "deleted", context)
            case ThreadsUpdateReq(params=params) | ThreadsSyncCustomActionReq(params=params):
                live.tell(params.thread_id, "changed", context)
        return result

    async def _answer(self, call: StreamingReq, asker: Asker, *, key: str) -> StreamingResult:
        """A new answer; or, where that is refused, the one to the same request, if it was sent before."""
        key = wire.named(call, key)
        try:
            return await worker().start(call, asker, server=self, key=key)
        except Refusal as refusal:
            if known := await resumed(key, asker, server=self):
                return known
            if not (isinstance(refusal, Busy) and key.startswith(BY_CONTENT)):
                raise
        return await worker().start(call, asker, server=self, key=key)  # whoever had that name has lost it now

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Asker
    ) -> AsyncIterator[ThreadStreamEvent]:
        if isinstance(thread, LoadedThread) and thread.is_taken:
            return  # a colleague answers
        async for event in assistant_turn.run(thread, input_user_message, context, store=self.store):
            yield event

    async def action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Asker
    ) -> AsyncIterator[ThreadStreamEvent]:
        async for event in actions.act(thread, action, sender, context, store=self.store):
            yield event

    async def sync_action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Asker
    ) -> SyncCustomActionResponse:
        changed = await actions.act_at_once(thread, action, sender, context, store=self.store)
        return SyncCustomActionResponse(updated_item=changed)

    async def transcribe(self, audio_input: AudioInput, context: Asker) -> TranscriptionResult:
        return TranscriptionResult(text=await transcribed(audio_input, context))

    async def add_feedback(self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Asker) -> None:
        await self.store.save_feedback(thread_id, item_ids, feedback, context)

    async def handle_stream_cancelled(
        self, thread: ThreadMetadata, pending_items: list[ThreadItem], context: Asker
    ) -> None:
        """Keep what was said; and, if a person stopped it, tell the model so before it answers again."""
        await self.keep(pending_items, context)
        turn = self.store.turn(context)
        if not turn or not turn.ending or turn.ending.state != State.STOPPED or turn.ending.reason == "deleted":
            return
        if turn.replaces:
            return  # a retry that has said nothing leaves the old answer as it was
        newest = turn.tail.newest(1).data
        if newest and isinstance(newest[0], ClientToolCallItem):
            return  # the SDK finds the pending call only where nothing follows it
        marker = SDKHiddenContextItem(
            id=self.store.generate_item_id("sdk_hidden_context", thread, context),
            thread_id=thread.id,
            created_at=datetime.now(),  # noqa: DTZ005 - as the SDK makes them
            content=BY_THE_PERSON if str(turn.ending.by) == str(context.user.pk) else BY_STAFF,
        )
        await self.store.add_thread_item(thread.id, marker, context)

    # What an `Answer` is made of

    def events(self, call: StreamingReq, asker: Asker) -> AsyncIterator[ThreadStreamEvent]:
        return self._process_streaming_impl(call, asker)

    def frame(self, event: ThreadStreamEvent) -> bytes:
        return b"data: " + self._serialize(event) + END

    async def keep(self, items: list[ThreadItem], asker: Asker) -> list[ThreadItem]:
        """Store unfinished items that say something already; those, as they were stored."""
        said = [closed(item) for item in items if says_something(item)]
        for item in said:
            await self.store.checkpoint(item.thread_id, item, asker)
        return said

    def _serialize(self, obj: BaseModel) -> bytes:
        dated = outgoing(obj)
        try:
            return super()._serialize(dated)
        except PydanticSerializationError:  # half of a surrogate pair, which no UTF-8 can hold
            content = dated.model_dump(
                mode="json", by_alias=True, exclude_none=True, context={"exclude_metadata": True}
            )
            return json.dumps(clean(content), ensure_ascii=False, separators=(",", ":")).encode()
