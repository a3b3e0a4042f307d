"""Attachments as rows: one person's, and at most one thread's."""

from __future__ import annotations

from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Attachment as AttachmentData
from chatkit.types import FileAttachment
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q

from chat.context import Asker
from chat.ids import new_id
from chat.models import Attachment, Thread
from chat.text import clean


def save(attachment: AttachmentData, asker: Asker) -> None:
    thread_id = attachment.thread_id
    if thread_id and not Thread.objects.of(asker).filter(pk=thread_id).exists():
        raise NotFoundError(thread_id)
    content = clean(attachment.model_dump(mode="json", exclude_none=True))
    mine = Attachment.objects.of(asker).filter(pk=attachment.id)
    free = Q(thread=None) | Q(thread=thread_id) if thread_id else Q(thread=None)
    if mine.filter(free).update(content=content, thread_id=thread_id):
        return
    try:
        with transaction.atomic():
            _new(attachment.id, content, thread_id=thread_id, asker=asker).save(force_insert=True)
    except IntegrityError as error:  # somebody else's, or bound to another thread
        raise NotFoundError(attachment.id) from error


def store_made(content: bytes, *, thread_id: str, name: str, mime_type: str, asker: Asker) -> str:
    """Keep a file that the assistant made in one of the asker's threads; its id."""
    if not Thread.objects.of(asker).filter(pk=thread_id).exists():
        raise NotFoundError(thread_id)
    made = FileAttachment(id=new_id("attachment"), name=name, mime_type=mime_type, thread_id=thread_id)
    row = _new(made.id, made.model_dump(mode="json", exclude_none=True), thread_id=thread_id, asker=asker)
    row.file.save(name, ContentFile(content), save=False)
    row.save(force_insert=True)
    return made.id


def _new(attachment_id: str, content: dict[str, Any], *, thread_id: str | None, asker: Asker) -> Attachment:
    return Attachment(
        pk=attachment_id, owner_id=asker.user.pk, tenant=asker.tenant, thread_id=thread_id, content=content
    )


def read(attachment_id: str, asker: Asker) -> tuple[bytes, str, str]:
    """A file of the asker's: its bytes, type and name."""
    row = Attachment.objects.of(asker).filter(pk=attachment_id).exclude(file="").first()
    if row is None:
        raise NotFoundError(attachment_id)
    with row.file.open() as file:
        return file.read(), row.content["mime_type"], row.content["name"]


def load(attachment_id: str, asker: Asker) -> dict[str, Any]:
    row = Attachment.objects.of(asker).filter(pk=attachment_id).first()
    if row is None:
        raise NotFoundError(attachment_id)
    content: dict[str, Any] = row.content
    return content


def delete(attachment_id: str, asker: Asker) -> None:
    Attachment.objects.of(asker).filter(pk=attachment_id).delete()
