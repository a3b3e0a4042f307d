"""What a staff member may watch as it happens: one thread, from its page in the admin, and the queue."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from chat import queue
from chat.context import mark_of
from chat.ids import ID_LENGTH
from chat.models import Thread
from chat.moderation.takeover import name_of
from chat.staff import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A staff member's place at a thread."""

    thread_id: str
    mark: str
    """The mark of the thread's person."""
    name: str
    """What the person calls them, if they have taken the thread over; otherwise empty."""

    @classmethod
    def at(cls, thread_id: str, user: AbstractBaseUser) -> Desk | None:
        """None for whoever may not see the thread, or when there is none any more."""
        staff = Staff.of(user)
        if not watches(staff) or len(thread_id) > ID_LENGTH:
            return None
        thread = Thread.objects.seen_by(staff).filter(pk=thread_id).first()
        if thread is None:
            return None
        name = name_of(staff) if thread.taken_by_id == user.pk else ""
        return cls(thread_id=thread_id, mark=mark_of(thread.owner_id, thread.tenant), name=name)


def watches(staff: Staff) -> bool:
    """Whether they may see that there are threads."""
    return staff.is_on_duty and staff.may("view_thread")


def queues(user: AbstractBaseUser) -> list[str]:
    """The groups of the queue that a staff member may watch; none for whoever is no staff."""
    staff = Staff.of(user)
    if not watches(staff):
        return []
    return [queue.group_of(None)] if staff.tenants is None else [queue.group_of(tenant) for tenant in staff.tenants]
