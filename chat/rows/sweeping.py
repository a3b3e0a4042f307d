"""What is left over: attachments that no message took, and files whose row never came, or went without them.

A file is stored before its row says so, and deleted after its row is gone; a process that dies in between leaves it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from chat.faults import described
from chat.files import FOLDER, storage
from chat.models import Attachment, DataRequest
from chat.rows import leftovers

logger = logging.getLogger(__name__)

UNSENT = timedelta(hours=24)
"""For how long a file may wait in a composer."""
STRAY = timedelta(hours=1)
"""After how long a file without a row is nobody's: longer than any upload takes."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """How much there was."""

    attachments: int
    files: int
    leftovers: int


def sweep() -> Swept:
    loose = Attachment.objects.filter(thread=None, created_at__lt=timezone.now() - UNSENT)
    count = loose.count()
    loose.delete()  # and their files, as whenever a row goes
    return Swept(count, _delete_strays(), leftovers.clear())


def _delete_strays() -> int:
    deleted = 0
    batch: list[str] = []
    for name in _stored():
        batch.append(name)
        if len(batch) == BATCH:
            deleted += _delete_unknown(batch)
            batch = []
    return deleted + _delete_unknown(batch)


def _stored() -> Iterator[str]:
    """The names in the storage; none where it cannot list them."""
    try:
        _folders, names = storage().listdir(FOLDER)
    except (FileNotFoundError, NotImplementedError):
        return
    yield from (f"{FOLDER}/{name}" for name in names)


def _delete_unknown(names: list[str]) -> int:
    """Only of those without a row is asked how old they are, which a store in the network answers one by one."""
    owned = [rows.objects.filter(file__in=names).values_list("file", flat=True) for rows in (Attachment, DataRequest)]
    known = {name for files in owned for name in files}
    deleted = 0
    for name in names:
        try:
            if name not in known and storage().get_modified_time(name) < timezone.now() - STRAY:
                storage().delete(name)
                deleted += 1
        except Exception as error:  # noqa: BLE001 - any storage's; the next sweep tries again
            logger.warning("A file could not be deleted: %s", described(error))
    return deleted
