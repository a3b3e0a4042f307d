"""Who is there: the person who has a thread open, and the staff member who answers in it. Each is told of the other.

Sockets come and go without a word, so that who is there says so again and again (`WELCOME_SECONDS`); whoever is not
heard of for three times as long has gone.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from chat.conf import chatkit

Message = dict[str, str | bool]


def desk_of(thread_id: str) -> str:
    """The group of the pages on which staff watch a thread."""
    return f"chatkit.desk.{salted_hmac('chatkit.desk', thread_id).hexdigest()[:16]}"


def believed_seconds() -> int:
    """For how long whoever said that they are there is taken to be."""
    return 3 * chatkit().WELCOME_SECONDS


def person(thread_id: str, *, is_here: bool, asks: bool = False) -> Message:
    """What desks are told of the person; one that `asks` wants to know who is there too."""
    return {"type": "person.here", "thread": thread_id, "is_here": is_here, "asks": asks}


def colleague(thread_id: str, *, name: str) -> Message:
    """What the person's pages are told of the staff member who answers them; without a name, that nobody does."""
    return {"type": "colleague.here", "thread": thread_id, "name": name}


def roll_call(thread_id: str) -> Message:
    """What the person's pages are asked: which of them has the thread open?"""
    return {"type": "roll.call", "thread": thread_id}
