"""Feedback as rows: a person's latest opinion of an answer."""

from __future__ import annotations

from chatkit.store import NotFoundError
from django.db import transaction
from django.utils import timezone

from chat.context import Asker
from chat.models import Feedback
from chat.rows import items


def save(thread_id: str, item_ids: list[str], kind: str, asker: Asker) -> None:
    with transaction.atomic():
        rated = list(items.of_thread(thread_id, asker).filter(item_id__in=item_ids))
        if len(rated) != len(set(item_ids)) or not rated:
            raise NotFoundError(thread_id)
        Feedback.objects.bulk_create(
            [Feedback(item=item, user_id=asker.user.pk, kind=kind, given_at=timezone.now()) for item in rated],
            update_conflicts=True,
            unique_fields=["item", "user"],
            update_fields=["kind", "given_at"],
        )
