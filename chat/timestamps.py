"""Time stamps: naive and local inside the SDK, with an offset everywhere else.

The SDK makes them with `datetime.now()` and subtracts them from `datetime.now()` when it resumes a
workflow (chatkit/agents.py, `end_workflow`), so it must get naive ones back. A browser reads a naive
one as its own local time, and another machine may live in another zone: rows and the wire carry an offset.
"""

from __future__ import annotations

from datetime import UTC, datetime


def aware(moment: datetime) -> datetime:
    """With an offset, in UTC; a naive moment is taken as this process's local time."""
    return moment.astimezone(UTC)


def naive(moment: datetime) -> datetime:
    """Without an offset, in this process's local time."""
    return moment.astimezone().replace(tzinfo=None)


def seconds_until(moment: datetime) -> int:
    """Whole seconds, never less than one."""
    return max(1, round((moment - datetime.now(UTC)).total_seconds()))
