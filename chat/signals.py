"""What a site may listen to. A receiver that fails harms nothing."""

from django.dispatch import Signal

thread_moderated = Signal()
"""A staff member has done something to a thread: `act` (its name), `thread_id`, `by` (the user) and `reason`."""
