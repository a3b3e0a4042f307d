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
from chat.models import Attachment

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


def sweep() -> Swept:
    loose = Attachment.objects.filter(thread=None, created_at__lt=timezone.now() - UNSENT)
    count = loose.count()
    loose.delete()  # and their files, as whenever a row goes
    return Swept(count, _delete_strays())


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
    """The names in the storage that are old enough; none where it cannot list them."""
    kept, oldest = storage(), timezone.now() - STRAY
    try:
        _folders, names = kept.listdir(FOLDER)
    except (FileNotFoundError, NotImplementedError):
        return
    for name in names:
        path = f"{FOLDER}/{name}"
        if kept.get_modified_time(path) < oldest:
            yield path


def _delete_unknown(names: list[str]) -> int:
    known = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
    strays = [name for name in names if name not in known]
    for name in strays:
        try:
            storage().delete(name)
        except Exception as error:  # noqa: BLE001 - any storage's; the next sweep tries again
            logger.warning("A file could not be deleted: %s", described(error))
    return len(strays)
