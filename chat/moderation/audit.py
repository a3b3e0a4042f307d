"""The audit trail: who did what to which thread, when and why; and who read it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from chat.models import AuditEntry, Thread
from chat.staff import Staff

READ = "read"
READING = {READ, "take", "reply", "hand_back"}
"""The acts of somebody who has the thread before them, and has said why."""
READ_MINUTES = 10
"""For how long one reading of a thread is the same reading."""


def record(  # noqa: PLR0913 - an entry has so many parts
    act: str,
    thread: Thread | None,
    *,
    by: Staff,
    reason: str = "",
    item_id: str = "",
    tenant: str = "",
    batch: uuid.UUID | None = None,
    **detail: Any,
) -> None:
    """Add an entry, and its like to the admin's own history of the thread where the site has an admin.

    What is done without a thread, such as a search, is in the trail of the staff of the site alone.
    """
    AuditEntry.objects.create(
        act=act,
        thread_id=thread.pk if thread else "",
        item_id=item_id,
        tenant=thread.tenant if thread else tenant,
        actor_id=str(by.user.pk),
        actor=by.user.get_username(),
        reason=reason,
        detail=detail,
        batch=batch or uuid.uuid4(),
    )
    if thread and apps.is_installed("django.contrib.admin"):
        _mirror(act, thread, by=by, reason=reason)


def _mirror(act: str, thread: Thread, *, by: Staff, reason: str) -> None:
    from django.contrib.admin.models import CHANGE, LogEntry  # noqa: PLC0415 - not without the admin

    LogEntry.objects.create(
        user=by.user,  # type: ignore[misc] # whatever the site's user model is
        content_type=ContentType.objects.get_for_model(Thread),
        object_id=thread.pk,
        object_repr=thread.pk,  # not its title, which may be redacted
        action_flag=CHANGE,
        change_message=f"{act}: {reason}" if reason else act,
    )


def is_reading(thread: Thread, staff: Staff) -> bool:
    """Whether this staff member has begun to read the thread a moment ago."""
    since = timezone.now() - timedelta(minutes=READ_MINUTES)
    mine = AuditEntry.objects.filter(thread_id=thread.pk, actor_id=str(staff.user.pk), act__in=READING)
    return mine.filter(at__gt=since).exists()
