"""Where files are kept: private, under names that nobody can guess; and which of them are pictures."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.core.files.storage import Storage, storages
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from chat.conf import storage_alias

FOLDER = "chatkit"
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
    return f"{FOLDER}/{secrets.token_hex(16)}"


def picture_type(content: bytes) -> str:
    """What the bytes are. Raises `ValueError` for anything but a picture."""
    for beginning, mime_type in PICTURES.items():
        if content.startswith(beginning) and (mime_type != "image/webp" or content[8:12] == b"WEBP"):
            return mime_type
    raise ValueError("This is no PNG, JPEG, GIF or WebP image.")


def harmless(*, mime_type: str, name: str) -> dict[str, str]:
    """The headers of bytes that somebody else chose: shown if they are a picture, else saved; in neither case run."""
    is_picture = mime_type in PICTURES.values()
    return {
        "Content-Type": mime_type,
        "Content-Disposition": content_disposition_header(not is_picture, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Referrer-Policy": "no-referrer",
    }


def file_response(content: bytes, *, mime_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, headers=harmless(mime_type=mime_type, name=name))


def part_of(wanted: str, size: int) -> tuple[int, int] | None:
    """The first and last byte that a `Range` header means; None where it means nothing that we know.

    The first is beyond the last where a file has no such part.
    """
    found = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", wanted.strip())
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
