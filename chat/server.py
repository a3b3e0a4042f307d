"""ChatServer: what an answer is. The SDK's server with its hooks filled in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from chatkit.actions import Action
from chatkit.server import ChatKitServer, NonStreamingResult, StreamingResult
from chatkit.types import (
    ChatKitReq,
    ErrorEvent,
    FeedbackKind,
    SyncCustomActionResponse,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
    is_streaming_req,
)
from django.utils.translation import gettext as _
from pydantic import BaseModel

from chat import wire
from chat.assistant import turn
from chat.context import Asker
from chat.errors import NotOffered
from chat.preflight import admit
from chat.store import ThreadStore
from chat.timestamps import with_offsets


class ChatServer(ChatKitServer[Asker]):
    """Answers the wire. One serves the whole process; what belongs to a request is in its `Asker`."""

    store: ThreadStore

    def __init__(self, store: ThreadStore | None = None) -> None:
        super().__init__(store or ThreadStore())

    async def process(
        self, request: str | bytes | bytearray | ChatKitReq, context: Asker
    ) -> StreamingResult | NonStreamingResult:
        """Like the SDK's, for a request that may be parsed already, and refused where it would break in mid-stream."""
        call = wire.parse(request) if isinstance(request, str | bytes | bytearray) else request
        await admit(call, context, store=self.store)
        if is_streaming_req(call):
            return StreamingResult(self._process_streaming(call, context))
        return NonStreamingResult(await self._process_non_streaming(call, context))

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Asker
    ) -> AsyncIterator[ThreadStreamEvent]:
        async for event in turn.run(thread, input_user_message, context, store=self.store):
            yield event

    async def action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Asker
    ) -> AsyncIterator[ThreadStreamEvent]:
        yield ErrorEvent(code="custom", message=_("This button does nothing here any more."), allow_retry=False)

    async def sync_action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Asker
    ) -> SyncCustomActionResponse:
        raise NotOffered(_("This button does nothing here any more."))

    async def add_feedback(self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Asker) -> None:
        await self.store.save_feedback(thread_id, item_ids, feedback, context)

    def _serialize(self, obj: BaseModel) -> bytes:
        return super()._serialize(with_offsets(obj))
