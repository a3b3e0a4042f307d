"""Where files are kept: private, under names that nobody can guess; and which of them are pictures."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.storage import Storage, storages
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from chat.conf import storage_alias

PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}
"""What every browser shows, and runs nothing of, by how it begins."""


def storage() -> Storage:
    """The storage `chatkit` of the site's STORAGES, or its default one."""
    return storages[storage_alias()]


def place(instance: Any, filename: str) -> str:
    """A random place; what the file is called is no part of it."""
    return f"chatkit/{secrets.token_hex(16)}"


def picture_type(content: bytes) -> str:
    """What the bytes are. Raises `ValueError` for anything but a picture."""
    for beginning, mime_type in PICTURES.items():
        if content.startswith(beginning) and (mime_type != "image/webp" or content[8:12] == b"WEBP"):
            return mime_type
    raise ValueError("This is no PNG, JPEG, GIF or WebP image.")


def file_response(content: bytes, *, mime_type: str, name: str) -> HttpResponse:
    """Bytes that somebody else chose: shown if they are a picture, else saved; and in neither case run."""
    response = HttpResponse(content, content_type=mime_type)
    is_picture = mime_type in PICTURES.values()
    response["Content-Disposition"] = content_disposition_header(not is_picture, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
