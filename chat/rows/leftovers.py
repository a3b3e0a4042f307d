"""Leftovers as rows: an outbox of what has to be deleted elsewhere, retried until it is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from chat.assistant.kept import delete_response
from chat.faults import described
from chat.files import storage
from chat.models import Leftover

logger = logging.getLogger(__name__)

Kind = Leftover.Kind
DELETE: dict[str, Callable[[str], None]] = {
    Kind.FILE: lambda name: storage().delete(name),
    Kind.RESPONSE: delete_response,
}
"""How each goes. What is not there any more counts as gone."""
BATCH = 500
LONGEST = timedelta(days=1)


def leave(kind: Leftover.Kind, names: Iterable[str]) -> None:
    """Note what has to go, in the transaction that leaves it. Files go as soon as it has committed."""
    left = Leftover.objects.bulk_create([Leftover(kind=kind, name=name) for name in names], batch_size=BATCH)
    if kind == Kind.FILE and left:
        transaction.on_commit(partial(_clear, left))


def clear() -> int:
    """Delete what is due; how much of it went."""
    gone = 0
    while due := list(Leftover.objects.filter(due_at__lte=timezone.now()).order_by("due_at")[:BATCH]):
        gone += _clear(due)
    return gone


def _clear(left: list[Leftover]) -> int:
    gone = [one.pk for one in left if _is_gone(one)]
    Leftover.objects.filter(pk__in=gone).delete()
    return len(gone)


def _is_gone(one: Leftover) -> bool:
    """Whether it went; if not, it is tried again, ever less often."""
    try:
        DELETE[one.kind](one.name)
    except Exception as error:  # noqa: BLE001 - any storage's or provider's
        logger.warning("A %s could not be deleted: %s", one.kind, described(error))
        later = min(timedelta(minutes=2) * 2 ** min(one.attempts, 20), LONGEST)
        Leftover.objects.filter(pk=one.pk).update(attempts=F("attempts") + 1, due_at=timezone.now() + later)
        return False
    return True
