"""What is decided before anything streams, from the parsed request: refuse now, or it could only break later.

The SDK checks nothing before its generator runs, when the status is out already (chatkit/server.py,
`_process_streaming_impl`).
"""

from __future__ import annotations

from chatkit.types import (
    AttachmentsDeleteReq,
    ClientToolCallItem,
    ClosedStatus,
    InputTranscribeReq,
    LockedStatus,
    NonStreamingReq,
    StreamingReq,
    StructuredInputItem,
    StructuredInputSubmission,
    ThreadItem,
    ThreadMetadata,
    ThreadsAddClientToolOutputReq,
    ThreadsAddStructuredInputReq,
    ThreadsAddUserMessageReq,
    ThreadsCreateReq,
    ThreadsCustomActionReq,
    ThreadsRetryAfterItemReq,
    ThreadsSyncCustomActionReq,
    ThreadsUpdateReq,
    UserMessageInput,
    UserMessageItem,
    WidgetItem,
)
from django.utils.translation import gettext_lazy as _

from chat import voice
from chat.assistant.choices import may_choose
from chat.context import Asker
from chat.database import in_database, in_site
from chat.errors import Closed, Locked, Malformed, Missing, OutOfTurn, Taken
from chat.file_rules import file_rules
from chat.rows import allowances, announcements, answers, attachments
from chat.store import ThreadStore
from chat.turns import Turn

_FOR_THE_ASSISTANT = (ThreadsRetryAfterItemReq, ThreadsAddClientToolOutputReq, ThreadsAddStructuredInputReq)
"""What only the assistant could answer."""


_ADDING = (ThreadsSyncCustomActionReq, ThreadsUpdateReq)
"""What is refused during maintenance, besides files and all that streams. To read, rate and delete is possible."""


async def admit(call: NonStreamingReq, asker: Asker, *, store: ThreadStore) -> None:
    """Let a JSON operation through, or raise the `Refusal` (or the store's `NotFoundError`) that it meets."""
    if isinstance(call, _ADDING):
        await in_database(announcements.check_open)
    match call:
        case ThreadsSyncCustomActionReq(params=params):
            _check_open(await store.load_thread(params.thread_id, asker))
            await _check_sender(params.thread_id, params.item_id, asker, store=store)
        case ThreadsUpdateReq(params=params):
            if not params.title.strip():
                raise Malformed
            _check_open(await store.load_thread(params.thread_id, asker))
        case AttachmentsDeleteReq(params=params):
            if (await store.load_attachment(params.attachment_id, asker)).thread_id:
                raise Missing  # it is part of a message
        case InputTranscribeReq(params=params):
            audio = voice.check(params)
            await in_database(allowances.count, asker)
            await in_site(voice.check_length, audio)


async def begin(call: StreamingReq, asker: Asker, *, store: ThreadStore, worker: str, key: str) -> Turn:
    """Claim the thread for this turn and see that the turn fits it; or raise, and leave nothing behind."""
    thread_id = None if isinstance(call, ThreadsCreateReq) else call.params.thread_id
    turn = await in_database(answers.begin, thread_id, asker, worker=worker, key=key)
    try:
        await _check(call, turn, asker, store=store)
    except BaseException:
        await in_database(answers.release, turn, asker)
        raise
    store.begin(turn, asker)
    if isinstance(call, ThreadsRetryAfterItemReq):
        await store.retry(call.params.item_id, asker)
    return turn


def _check_open(thread: ThreadMetadata) -> None:
    """Refuse to add to a thread that staff have locked or closed, in their words where they left some."""
    match thread.status:
        case LockedStatus(reason=reason):
            raise Locked(reason or "")
        case ClosedStatus(reason=reason):
            raise Closed(reason or "")


async def _check(call: StreamingReq, turn: Turn, asker: Asker, *, store: ThreadStore) -> None:
    thread_id = turn.thread.id
    _check_open(turn.thread)
    if turn.thread.is_taken and isinstance(call, _FOR_THE_ASSISTANT):
        raise Taken
    match call:
        case ThreadsCreateReq(params=params) | ThreadsAddUserMessageReq(params=params):
            await _check_input(params.input, thread_id, asker, store=store)
        case ThreadsAddClientToolOutputReq():
            newest = turn.tail.newest(1).data
            if not (newest and isinstance(newest[0], ClientToolCallItem) and newest[0].status == "pending"):
                raise OutOfTurn
        case ThreadsAddStructuredInputReq(params=params):
            _check_answers(await store.load_item(thread_id, params.item_id, asker), params.input)
            turn.answered = params.item_id
        case ThreadsRetryAfterItemReq(params=params):
            if not isinstance(await store.load_item(thread_id, params.item_id, asker), UserMessageItem):
                raise Missing
        case ThreadsCustomActionReq(params=params):
            await _check_sender(thread_id, params.item_id, asker, store=store)


async def _check_input(given: UserMessageInput, thread_id: str, asker: Asker, *, store: ThreadStore) -> None:
    if not await may_choose(given.inference_options, asker):
        raise Malformed(_("This model or tool is not offered here. Reload the page to see which are."))
    if not given.attachments and not any(part.text.strip() for part in given.content):
        raise Malformed(_("There is nothing in this message. Write something and send it again."))
    if len(given.attachments) > file_rules().count:
        raise Malformed(_("There are too many files in this message. Send some of them with the next."))
    if given.attachments:
        await in_database(attachments.check_sendable, given.attachments, thread_id, asker)


def _check_answers(form: ThreadItem, given: StructuredInputSubmission) -> None:
    if not isinstance(form, StructuredInputItem):
        raise Missing
    if form.status != "pending":
        raise OutOfTurn
    if not {question.id for question in form.inputs}.issuperset(given.answers):
        raise Malformed


async def _check_sender(thread_id: str, item_id: str | None, asker: Asker, *, store: ThreadStore) -> None:
    if item_id and not isinstance(await store.load_item(thread_id, item_id, asker), WidgetItem):
        raise Missing
