"""Attachments as rows: one person's, and at most one thread's."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Attachment as AttachmentData
from chatkit.types import FileAttachment
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from chat.context import Asker
from chat.errors import Expired, Malformed, Missing, Outage, OverQuota
from chat.faults import described
from chat.file_rules import file_rules
from chat.ids import new_id
from chat.models import Attachment, Thread
from chat.text import clean
from chat.tickets import Upload

logger = logging.getLogger(__name__)
State = Attachment.State


def begin(attachment: AttachmentData, size: int, asker: Asker) -> None:
    """Make room for a file that is to come. Raises `OverQuota`."""
    rules = file_rules()
    mine = Attachment.objects.of(asker)
    theirs = Attachment.objects.filter(tenant=asker.tenant) if asker.tenant else Attachment.objects.none()
    for held, most in ((mine, rules.person), (theirs, rules.organisation)):
        if most and _bytes(held) + size > most:
            raise OverQuota
    _new(attachment, asker, size=size).save(force_insert=True)


def _bytes(rows: QuerySet[Attachment]) -> int:
    return rows.exclude(state=State.REFUSED).aggregate(all=Sum("size"))["all"] or 0


def claim(ticket: Upload) -> dict[str, Any]:
    """The attachment whose bytes come now; it takes them once. Raises `Expired`."""
    waiting = Attachment.objects.filter(
        pk=ticket.attachment_id, owner__pk=ticket.user_id, tenant=ticket.tenant, owner__is_active=True
    )
    if not waiting.filter(state=State.PENDING).update(state=State.SCANNING):
        raise Expired
    content: dict[str, Any] = waiting.values_list("content", flat=True).get()
    return content


def keep(  # noqa: PLR0913 - all that is known of a file now
    attachment_id: str, file: File[bytes], *, size: int, mime_type: str, preview: str, pages: list[Any]
) -> dict[str, Any]:
    """Store a file that has passed; the attachment as it is then. Raises `NotFoundError` if it was deleted."""
    row = Attachment.objects.filter(pk=attachment_id, state=State.SCANNING).first()
    if row is None:
        raise NotFoundError(attachment_id)
    try:
        row.file.save(row.content["name"], file, save=False)
    except Exception as error:
        logger.error("A file could not be stored: %s", described(error))  # noqa: TRY400 - it would be quoted
        raise Outage from error
    content = {**row.content, "mime_type": mime_type, **({"preview_url": preview} if preview else {})}
    fields = {"file": row.file.name, "size": size, "content": content, "pages": clean(pages), "state": State.READY}
    if not Attachment.objects.filter(pk=attachment_id).update(**fields):
        row.file.delete(save=False)
        raise NotFoundError(attachment_id)
    return content


def refuse(attachment_id: str) -> None:
    Attachment.objects.filter(pk=attachment_id, file="").update(state=State.REFUSED)


def check_sendable(attachment_ids: Collection[str], thread_id: str, asker: Asker) -> None:
    """Raise `Missing` for what is not the asker's or is in another thread, and `Malformed` for what has not come."""
    rows = Attachment.objects.of(asker).filter(Q(thread=None) | Q(thread=thread_id), pk__in=attachment_ids)
    states = list(rows.values_list("state", flat=True))
    if len(states) < len(set(attachment_ids)):
        raise Missing
    if set(states) - {State.READY}:
        raise Malformed(_("A file of this message has not arrived. Take it away, or choose it again."))


def save(attachment: AttachmentData, asker: Asker) -> None:
    thread_id = attachment.thread_id
    if thread_id and not Thread.objects.of(asker).filter(pk=thread_id).exists():
        raise NotFoundError(thread_id)
    mine = Attachment.objects.of(asker).filter(pk=attachment.id)
    free = Q(thread=None) | Q(thread=thread_id) if thread_id else Q(thread=None)
    if mine.filter(free).update(content=_content(attachment), thread_id=thread_id):
        return
    try:
        with transaction.atomic():
            _new(attachment, asker).save(force_insert=True)
    except IntegrityError as error:  # somebody else's, or bound to another thread
        raise NotFoundError(attachment.id) from error


def store_made(content: bytes, *, thread_id: str, name: str, mime_type: str, asker: Asker) -> str:
    """Keep a file that the assistant made in one of the asker's threads; its id."""
    if not Thread.objects.of(asker).filter(pk=thread_id).exists():
        raise NotFoundError(thread_id)
    made = FileAttachment(id=new_id("attachment"), name=name, mime_type=mime_type, thread_id=thread_id)
    row = _new(made, asker, size=len(content), state=State.READY)
    row.file.save(name, ContentFile(content), save=False)
    row.save(force_insert=True)
    return made.id


def _new(attachment: AttachmentData, asker: Asker, *, size: int = 0, state: str = State.PENDING) -> Attachment:
    return Attachment(
        pk=attachment.id,
        owner_id=asker.user.pk,
        tenant=asker.tenant,
        thread_id=attachment.thread_id,
        content=_content(attachment),
        size=size,
        state=state,
    )


def _content(attachment: AttachmentData) -> dict[str, Any]:
    """Without the ticket, which is nobody's business but the uploader's."""
    content: dict[str, Any] = clean(
        attachment.model_dump(mode="json", exclude_none=True, exclude={"upload_descriptor"})
    )
    return content


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that is open, and what is known of it."""

    file: File[bytes]
    size: int
    mime_type: str
    name: str


def opened(attachment_id: str, asker: Asker | None) -> Opened:
    """A file of the asker's; without one, for somebody who has a ticket for it. Raises `NotFoundError`."""
    seen = Attachment.objects.filter(owner__is_active=True) if asker is None else Attachment.objects.of(asker)
    row = seen.filter(pk=attachment_id, state=State.READY).exclude(file="").first()
    if row is None:
        raise NotFoundError(attachment_id)
    return Opened(file=row.file.open(), size=row.size, mime_type=row.content["mime_type"], name=row.content["name"])


def load(attachment_id: str, asker: Asker) -> dict[str, Any]:
    row = Attachment.objects.of(asker).filter(pk=attachment_id).first()
    if row is None:
        raise NotFoundError(attachment_id)
    content: dict[str, Any] = row.content
    return content


def delete(attachment_id: str, asker: Asker) -> None:
    Attachment.objects.of(asker).filter(pk=attachment_id).delete()
