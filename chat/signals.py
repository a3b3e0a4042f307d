"""What a site may listen to. A receiver that fails harms nothing."""

from django.dispatch import Signal

thread_flagged = Signal()
"""A person has reported an answer, or a guardrail has objected: `thread_id`, `source` (`person` or `guardrail`) and
`reason`. A flag of a staff member's is an act of theirs.
"""
thread_moderated = Signal()
"""A staff member has done something to a thread: `act` (its name), `thread_id`, `by` (the user) and `reason`."""
person_erased = Signal()
"""All that the chat knew of a person is gone: `user_id`, the primary key. The account may go on."""
