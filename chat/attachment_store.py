"""FileStore: the SDK's contract for files, whose first phase is an address for the bytes to go to."""

from __future__ import annotations

from chatkit.store import AttachmentStore
from chatkit.types import Attachment, AttachmentCreateParams

from chat.context import Asker
from chat.database import in_database
from chat.rows import attachments
from chat.uploads import announced


class FileStore(AttachmentStore[Asker]):
    """The bytes go with their row: what deletes the one deletes the other, once the database has committed."""

    async def create_attachment(self, input: AttachmentCreateParams, context: Asker) -> Attachment:  # noqa: A002 - the SDK's
        return await in_database(announced, input.name, input.size, input.mime_type, context)

    async def delete_attachment(self, attachment_id: str, context: Asker) -> None:
        await in_database(attachments.delete, attachment_id, context)
