"""FileStore: the SDK's contract for files, whose first phase is an address for the bytes to go to."""

from __future__ import annotations

import logging
import math
import time

from chatkit.store import AttachmentStore
from chatkit.types import Attachment, AttachmentCreateParams

from chat import background
from chat.context import Asker
from chat.database import in_database, in_site
from chat.faults import described
from chat.rows import attachments, sweeping
from chat.uploads import announced

logger = logging.getLogger(__name__)

EVERY = 3600
"""Seconds from one sweep of a process to the next."""


class FileStore(AttachmentStore[Asker]):
    """The bytes go with their row: what deletes the one deletes the other, once the database has committed. What is
    left over all the same is swept now and then, when somebody adds a file.
    """

    _swept_at = -math.inf

    async def create_attachment(self, input: AttachmentCreateParams, context: Asker) -> Attachment:  # noqa: A002 - the SDK's
        if time.monotonic() - self._swept_at > EVERY:
            self._swept_at = time.monotonic()
            background.start(_swept())
        return await in_database(announced, input.name, input.size, input.mime_type, context)

    async def delete_attachment(self, attachment_id: str, context: Asker) -> None:
        await in_database(attachments.delete, attachment_id, context)


async def _swept() -> None:
    try:
        await in_site(sweeping.sweep)
    except Exception as error:  # noqa: BLE001 - the next one tries again
        logger.warning("What is left over could not be swept: %s", described(error))
