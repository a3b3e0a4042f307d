"""The queue: the flags that nobody has settled, from whomever they come. Staff who watch it are told that it moved."""

from __future__ import annotations

from typing import Literal

from django.utils.crypto import salted_hmac

from chat import background, layer
from chat.context import Asker
from chat.signals import tell as tell_site
from chat.signals import thread_flagged

MOVED = {"type": "queue.moved"}


def group_of(tenant: str | None) -> str:
    """The group of the pages that show the queue of one organisation; without one, of everybody."""
    if tenant is None:
        return "chatkit.queue"
    return f"chatkit.queue.{salted_hmac('chatkit.queue', tenant).hexdigest()[:16]}"


async def tell(tenant: str) -> None:
    """Tell whoever watches the flags of an organisation, or of people without one."""
    for group in (group_of(None), group_of(tenant)):
        await layer.send_to_group(group, MOVED)


def raised(thread_id: str, *, source: Literal["person", "guardrail"], reason: str, asker: Asker) -> None:
    """A flag was raised in a thread of the asker's: tell of it, without waiting."""
    background.start(tell(asker.tenant))
    tell_site(thread_flagged, thread_id=thread_id, source=source, reason=reason)
