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
    mine = Attachment.objects.filter(pk=attachment.id, owner=asker.user.pk)
    free = Q(thread=None) | Q(thread=thread_id) if thread_id else Q(thread=None)
    if mine.filter(free).update(content=content, thread_id=thread_id):
        return
    try:
        with transaction.atomic():
            Attachment.objects.create(pk=attachment.id, owner_id=asker.user.pk, thread_id=thread_id, content=content)
    except IntegrityError as error:  # somebody else's, or bound to another thread
        raise NotFoundError(attachment.id) from error


def store_made(content: bytes, *, thread_id: str, name: str, mime_type: str, asker: Asker) -> str:
    """Keep a file that the assistant made in one of the asker's threads; its id."""
    if not Thread.objects.of(asker).filter(pk=thread_id).exists():
        raise NotFoundError(thread_id)
    made = FileAttachment(id=new_id("attachment"), name=name, mime_type=mime_type, thread_id=thread_id)
    row = Attachment(
        pk=made.id, owner_id=asker.user.pk, thread_id=thread_id, content=made.model_dump(mode="json", exclude_none=True)
    )
    row.file.save(name, ContentFile(content), save=False)
    row.save(force_insert=True)
    return made.id


def read(attachment_id: str, asker: Asker) -> tuple[bytes, str, str]:
    """A file of the asker's: its bytes, type and name."""
    row = Attachment.objects.filter(pk=attachment_id, owner=asker.user.pk).exclude(file="").first()
    if row is None or (row.thread_id and not Thread.objects.of(asker).filter(pk=row.thread_id).exists()):
        raise NotFoundError(attachment_id)
    with row.file.open() as file:
        return file.read(), row.content["mime_type"], row.content["name"]


def load(attachment_id: str, asker: Asker) -> dict[str, Any]:
    row = Attachment.objects.filter(pk=attachment_id, owner=asker.user.pk).first()
    if row is None:
        raise NotFoundError(attachment_id)
    content: dict[str, Any] = row.content
    return content


def delete(attachment_id: str, asker: Asker) -> None:
    Attachment.objects.filter(pk=attachment_id, owner=asker.user.pk).delete()
