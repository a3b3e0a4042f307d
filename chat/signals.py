"""What a site may listen to. Receivers may be async; one that fails, or takes long, harms nothing."""

from typing import Any

from django.dispatch import Signal

from chat import background
from chat.database import in_site

thread_started = Signal()
"""Somebody has begun a thread: `thread_id`, `by` (the user) and `tenant`."""
answer_settled = Signal()
"""An answer is over: `answer_id`, `thread_id`, `outcome` (`finished`, `stopped`, `interrupted` or `failed`), and
`by`, who had asked.
"""
thread_flagged = Signal()
"""A person has reported an answer, or a guardrail has objected: `thread_id`, `source` (`person` or `guardrail`) and
`reason`. A flag of a staff member's is an act of theirs.
"""
thread_moderated = Signal()
"""A staff member has done something to a thread: `act` (its name), `thread_id`, `by` (the user) and `reason`."""
person_erased = Signal()
"""All that the chat knew of a person is gone: `user_id`, the primary key. The account may go on."""


def tell(signal: Signal, **what: Any) -> None:
    """Tell whoever listens, on a thread, without waiting; for what happens on the event loop."""
    if signal.has_listeners():
        background.start(in_site(signal.send_robust, None, **what))
