"""Images that the assistant makes: kept in the site's storage, never in a row."""

from __future__ import annotations

import base64

from chatkit.agents import ResponseStreamConverter
from django.urls import reverse

from chat.assistant.run import Run
from chat.database import in_database
from chat.files import picture_type
from chat.rows import attachments

LARGEST = 20 * 1024 * 1024
PARTIAL_IMAGES = 2
"""How many sketches come before an image that a model makes."""


async def stored_image(content: bytes, *, name: str, run: Run) -> str:
    """Store an image of the run's thread; its URL, which its owner may open."""
    if len(content) > LARGEST:
        raise ValueError(f"An image may have {LARGEST} bytes at most.")
    asker = run.request_context
    file_id = await in_database(
        attachments.store_made,
        content,
        thread_id=run.thread.id,
        name=name,
        mime_type=picture_type(content),
        asker=asker,
    )
    return asker.origin + reverse("chatkit:file", args=[file_id])


class MadeImages(ResponseStreamConverter):
    """What a model draws, on its way from the provider: sketches are shown, the image is stored."""

    def __init__(self, run: Run) -> None:
        super().__init__(partial_images=PARTIAL_IMAGES)
        self._run = run

    async def base64_image_to_url(
        self, image_id: str, base64_image: str, partial_image_index: int | None = None
    ) -> str:
        if partial_image_index is not None:
            return await super().base64_image_to_url(image_id, base64_image, partial_image_index)
        return await stored_image(base64.b64decode(base64_image, validate=True), name=image_id, run=self._run)
