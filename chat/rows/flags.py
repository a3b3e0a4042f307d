"""Flags as rows: what a person reports, and what a guardrail has objected to."""

from __future__ import annotations

from chatkit.store import NotFoundError
from django.db import transaction

from chat.context import Asker
from chat.models import Flag, Thread
from chat.rows import items
from chat.text import clean


def report(thread_id: str, item_id: str, reason: str, asker: Asker) -> None:
    """Flag something that the asker did not say themselves; the same once more changes what they said of it."""
    with transaction.atomic():
        theirs = items.of_thread(thread_id, asker).exclude(type="user_message")
        if not theirs.filter(item_id=item_id).exists():
            raise NotFoundError(item_id)
        Flag.objects.update_or_create(
            thread_id=thread_id,
            item_id=item_id,
            raised_by_id=asker.user.pk,
            source=Flag.Source.PERSON,
            settled_at=None,
            defaults={"reason": clean(reason)},
        )


def object_to(thread_id: str, item_id: str, reason: str, asker: Asker) -> None:
    """Flag what a guardrail would not let through."""
    if Thread.objects.of(asker).filter(pk=thread_id).exists():
        Flag.objects.create(thread_id=thread_id, item_id=item_id, reason=clean(reason), source=Flag.Source.GUARDRAIL)
