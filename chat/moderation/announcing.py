"""What staff of the site tell everybody who uses the chat, and whether it is closed meanwhile."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction

from chat.models import Announcement
from chat.models.announcement import ONLY
from chat.moderation import audit, telling
from chat.staff import Staff
from chat.text import clean

ANNOUNCE = "announce"


def may_announce(staff: Staff) -> bool:
    """Staff of some organisations do not speak to everybody."""
    return staff.tenants is None and staff.may("change_announcement")


def announce(text: str, *, is_closed: bool, by: Staff) -> None:
    """Open pages show it at once; an empty text takes it away. Raises `PermissionDenied`."""
    if not may_announce(by):
        raise PermissionDenied
    text = clean(text).strip()
    with transaction.atomic():
        Announcement.objects.update_or_create(
            pk=ONLY, defaults={"text": text, "is_closed": is_closed, "written_by_id": by.user.pk}
        )
        audit.record(ANNOUNCE, None, by=by, text=text, is_closed=is_closed)
        transaction.on_commit(partial(telling.tell_everybody, text))
