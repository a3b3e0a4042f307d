"""The announcement as a row: what is said to everybody, and whether the chat is closed."""

from __future__ import annotations

from chat.errors import Maintenance
from chat.models import Announcement


def text() -> str:
    """What everybody reads beside the chat; empty where nothing is announced."""
    return Announcement.objects.values_list("text", flat=True).first() or ""


def check_open() -> None:
    """Raise `Maintenance`, in the words of the announcement, while nothing may be added anywhere."""
    closed = Announcement.objects.filter(is_closed=True).values_list("text", flat=True).first()
    if closed is not None:
        raise Maintenance(closed)
