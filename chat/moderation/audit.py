"""The audit trail: who did what to which thread, when and why; and who read it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chat.models import AuditEntry, Thread
from chat.staff import Staff

READ = "read"
READING = {READ, "take", "reply", "hand_back"}
"""The acts of somebody who has the thread before them, and has said why."""
COPY_PERSON, ERASE_PERSON = "copy_person", "erase_person"
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


def record_of_person(act: str, user_id: object, *, by: Staff | None, reason: str = "", **detail: Any) -> None:
    """Add an entry about a person and not a thread. It names them by a keyed hash alone, as whoever acts if they do."""
    mark = person_mark(user_id)
    is_staff = by is not None and str(by.user.pk) != str(user_id)
    AuditEntry.objects.create(
        act=act,
        actor_id=str(by.user.pk) if by and is_staff else mark,
        actor=by.user.get_username() if by and is_staff else mark,
        reason=reason,
        detail={"person": mark, **detail},
        batch=uuid.uuid4(),
    )


def person_mark(user_id: object) -> str:
    """A name for a person that is the same in all entries and tells nobody who they are: 16 hex digits."""
    return salted_hmac("chatkit.person", str(user_id)).hexdigest()[:16]


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
