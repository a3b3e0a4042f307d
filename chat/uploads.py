"""Uploads: how the bytes of a file come in, and what they pass before anybody sees them. Synchronous."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path
from typing import IO, Any

from chatkit.types import Attachment, AttachmentUploadDescriptor, FileAttachment, ImageAttachment
from django.core.files import File
from django.urls import reverse
from pydantic import AnyUrl, TypeAdapter

from chat import scanning
from chat.context import Asker
from chat.errors import FileTooLarge, Malformed, NotOffered, Spoilt
from chat.file_rules import file_rules
from chat.filetypes import FileType, check_bytes, type_of
from chat.ids import new_id
from chat.reading import isolated
from chat.rows import allowances, announcements, attachments
from chat.text import clean
from chat.tickets import Upload

LONGEST_NAME = 120
CHUNK = 1 << 16
BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC"
"""A preview until there is one: ChatKit wants one of every image."""

_attachment: TypeAdapter[Attachment] = TypeAdapter(Attachment)


def announced(name: str, size: int, mime_type: str, asker: Asker) -> Attachment:
    """An attachment whose bytes may come now, to the address that it names, once and for some minutes.

    Raises the refusal of what can be told from a name and a size alone, `TooMuch`, and `Maintenance`.
    """
    announcements.check_open()
    rules, name = file_rules(), file_name(name)
    if not rules.count:
        raise NotOffered
    allowed = frozenset(rules.types)
    kind = type_of(name, mime_type, allowed=allowed)
    most = rules.largest(_ending(name))
    if size > most:
        raise FileTooLarge(most)
    if size < 1:
        raise Malformed
    allowances.count(asker)
    made = _new(name, kind)
    attachments.begin(made, size, asker)
    ticket = Upload(made.id, str(asker.user.pk), asker.tenant)
    url = AnyUrl(asker.absolute(reverse("chatkit:upload", args=[str(ticket)])))
    return made.model_copy(update={"upload_descriptor": AttachmentUploadDescriptor(url=url, method="PUT")})


def _new(name: str, kind: FileType) -> Attachment:
    known = {"id": new_id("attachment"), "name": name, "mime_type": kind.mime_type}
    return ImageAttachment(**known, preview_url=AnyUrl(BLANK)) if kind.is_image else FileAttachment(**known)


def file_name(given: str) -> str:
    """What a file is called, without folders and what no screen shows; its ending stays, however long it is."""
    name = re.split(r"[/\\]", clean(given))[-1]
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C").strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if len(name) > LONGEST_NAME else name


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def received(ticket: Upload, source: IO[bytes]) -> Attachment:
    """Take the bytes for which a ticket was given. Whatever is wrong with them, none of them is kept."""
    content = attachments.claim(ticket)
    try:
        with tempfile.TemporaryDirectory(prefix="chatkit-") as folder:
            kept = _passed(content, source, Path(folder))
    except BaseException:
        attachments.refuse(ticket.attachment_id)
        raise
    return _attachment.validate_python(kept)


def _passed(content: dict[str, Any], source: IO[bytes], folder: Path) -> dict[str, Any]:
    rules = file_rules()
    name, allowed = content["name"], frozenset(rules.types)
    path = folder / "given"
    _copy(source, path, most=rules.largest(_ending(name)))
    kind = type_of(name, content["mime_type"], allowed=allowed)
    check_bytes(path, kind, allowed=allowed)
    scanning.check(path)
    try:
        read = isolated.read(kind.job, path, folder, rules)
    except isolated.Failed:
        raise Spoilt from None
    path = folder / "kept" if kind.is_image else path
    with path.open("rb") as file:
        return attachments.keep(
            content["id"],
            File(file),
            size=path.stat().st_size,
            mime_type=read.get("mime_type", kind.mime_type),
            preview=read.get("preview", ""),
            pages=read.get("pages", []),
        )


def _copy(source: IO[bytes], path: Path, *, most: int) -> None:
    """To the disk, in pieces. Raises `FileTooLarge`, and `Malformed` for nothing at all."""
    left = most
    with path.open("wb") as file:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FileTooLarge(most)
            file.write(chunk)
    if left == most:
        raise Malformed
