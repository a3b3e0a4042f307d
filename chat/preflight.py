"""What is decided before anything streams, from the parsed request: refuse now, or it could only break later.

The SDK checks nothing before its generator runs, when the status is out already (chatkit/server.py,
`_process_streaming_impl`).
"""

from __future__ import annotations

from chatkit.types import (
    AttachmentsCreateReq,
    AttachmentsDeleteReq,
    ChatKitReq,
    ClientToolCallItem,
    InputTranscribeReq,
    StructuredInputItem,
    ThreadsAddClientToolOutputReq,
    ThreadsAddStructuredInputReq,
    ThreadsAddUserMessageReq,
    ThreadsCreateReq,
    ThreadsCustomActionReq,
    ThreadsRetryAfterItemReq,
    ThreadsSyncCustomActionReq,
    ThreadsUpdateReq,
    UserMessageItem,
    WidgetItem,
)

from chat.context import Asker
from chat.errors import Malformed, Missing, NotOffered, OutOfTurn
from chat.store import ThreadStore


async def admit(call: ChatKitReq, asker: Asker, *, store: ThreadStore) -> None:  # noqa: C901, PLR0912 - a table
    """Let the call through to the SDK, or raise the `Refusal` (or the store's `NotFoundError`) it meets."""
    match call:
        case ThreadsCreateReq(params=params):
            await store.begin(None, asker)
            await _check_attachments(params.input.attachments, None, asker, store=store)
        case ThreadsAddUserMessageReq(params=params):
            await store.begin(params.thread_id, asker)
            await _check_attachments(params.input.attachments, params.thread_id, asker, store=store)
        case ThreadsAddClientToolOutputReq(params=params):
            newest = (await store.begin(params.thread_id, asker)).newest(1).data
            if not (newest and isinstance(newest[0], ClientToolCallItem) and newest[0].status == "pending"):
                raise OutOfTurn
        case ThreadsAddStructuredInputReq(params=params):
            await store.begin(params.thread_id, asker)
            item = await store.load_item(params.thread_id, params.item_id, asker)
            if not isinstance(item, StructuredInputItem):
                raise Missing
            if item.status != "pending":
                raise OutOfTurn
        case ThreadsRetryAfterItemReq(params=params):
            await store.begin(params.thread_id, asker)
            if not isinstance(await store.load_item(params.thread_id, params.item_id, asker), UserMessageItem):
                raise Missing
        case ThreadsCustomActionReq(params=params):
            await store.begin(params.thread_id, asker)
            await _check_sender(params.thread_id, params.item_id, asker, store=store)
        case ThreadsSyncCustomActionReq(params=params):
            await _check_sender(params.thread_id, params.item_id, asker, store=store)
        case ThreadsUpdateReq(params=params) if not params.title.strip():
            raise Malformed
        case AttachmentsDeleteReq(params=params):
            await store.load_attachment(params.attachment_id, asker)
            raise NotOffered
        case AttachmentsCreateReq() | InputTranscribeReq():
            raise NotOffered


async def _check_attachments(
    attachment_ids: list[str], thread_id: str | None, asker: Asker, *, store: ThreadStore
) -> None:
    for attachment_id in attachment_ids:
        attachment = await store.load_attachment(attachment_id, asker)
        if attachment.thread_id not in (None, thread_id):
            raise Missing


async def _check_sender(thread_id: str, item_id: str | None, asker: Asker, *, store: ThreadStore) -> None:
    if item_id and not isinstance(await store.load_item(thread_id, item_id, asker), WidgetItem):
        raise Missing
