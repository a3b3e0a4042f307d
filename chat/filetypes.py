"""Which files may be sent: by their ending, by what the browser calls them and by their bytes, which have to agree."""

from __future__ import annotations

import codecs
import zipfile
from dataclasses import dataclass
from pathlib import Path

from chat.errors import WrongType
from chat.extras import has

if has("files"):
    import puremagic

_ANYTHING = {"", "application/octet-stream"}
"""What a browser says that does not know."""
_SURE = 0.8
"""From which confidence on puremagic's word counts against a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileType:
    """One kind of file."""

    mime_type: str
    job: str
    """What reads it (`chat.reading`)."""
    declared: frozenset[str] = frozenset()
    """What browsers and systems call it besides."""
    inside: str = ""
    """An entry that it has, being a ZIP archive, of which nothing else tells what it is."""
    is_text: bool = False
    """Whether it has no signature of its own."""

    @property
    def is_image(self) -> bool:
        return self.job == "image"


_OFFICE = "application/vnd.openxmlformats-officedocument"
_JPEG = FileType(mime_type="image/jpeg", job="image", declared=frozenset({"image/jpg", "image/pjpeg"}))
_HTML = FileType(mime_type="text/html", job="html", is_text=True)
_PLAIN = FileType(mime_type="text/plain", job="text", is_text=True)
TYPES: dict[str, FileType] = {
    "png": FileType(mime_type="image/png", job="image"),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": FileType(mime_type="image/gif", job="image"),
    "webp": FileType(mime_type="image/webp", job="image"),
    "pdf": FileType(mime_type="application/pdf", job="pdf"),
    "docx": FileType(mime_type=f"{_OFFICE}.wordprocessingml.document", job="docx", inside="word/document.xml"),
    "odt": FileType(mime_type="application/vnd.oasis.opendocument.text", job="odt", inside="META-INF/manifest.xml"),
    "xlsx": FileType(mime_type=f"{_OFFICE}.spreadsheetml.sheet", job="xlsx", inside="xl/workbook.xml"),
    "csv": FileType(
        mime_type="text/csv", job="csv", is_text=True, declared=frozenset({"application/vnd.ms-excel", "text/plain"})
    ),
    "html": _HTML,
    "htm": _HTML,
    "md": FileType(
        mime_type="text/markdown", job="text", is_text=True, declared=frozenset({"text/x-markdown", "text/plain"})
    ),
    "txt": _PLAIN,
}
"""By their endings, in small letters."""


def type_of(name: str, declared: str, *, allowed: frozenset[str]) -> FileType:
    """What a file says that it is. Raises `WrongType`."""
    ending = name.rpartition(".")[2].lower()
    kind = TYPES.get(ending) if ending in allowed else None
    said = declared.partition(";")[0].strip().lower()
    if kind is None or said not in {kind.mime_type, *kind.declared, *_ANYTHING}:
        raise WrongType(allowed)
    return kind


def check_bytes(path: Path, kind: FileType, *, allowed: frozenset[str]) -> None:
    """Raise `WrongType` for a file that is something else than it says."""
    found = _sniffed(path)
    if kind.is_text:
        if (found and _is_another(found, kind)) or not _is_text(path):
            raise WrongType(allowed)
    elif kind.inside:
        if not _has_inside(path, kind):
            raise WrongType(allowed)
    elif found is None or found.mime_type != kind.mime_type:
        raise WrongType(allowed)


def _is_another(found: puremagic.PureMagicWithConfidence, kind: FileType) -> bool:
    """Whether a text is surely a page, a program, a drawing …; how one kind of plain text differs from another is
    nobody's business.
    """
    is_page_or_none = found.mime_type == "text/html" or not found.mime_type.startswith("text/")
    return found.confidence >= _SURE and is_page_or_none and found.mime_type != kind.mime_type


def _has_inside(path: Path, kind: FileType) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            says = packed.read("mimetype")[:100].decode(errors="replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    return kind.inside in names and says in ("", kind.mime_type)


def _sniffed(path: Path) -> puremagic.PureMagicWithConfidence | None:
    try:
        return next(iter(puremagic.magic_file(str(path))), None)
    except (puremagic.PureError, ValueError, OSError):
        return None


def _is_text(path: Path) -> bool:
    """Whether it can be read as text: UTF-8, UTF-16 with its mark, or Windows' own; without control characters."""
    with path.open("rb") as file:
        beginning = file.read(2)
        file.seek(0)
        encoding = "utf-16" if beginning in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        while chunk := file.read(1 << 16):
            if any(character < " " and character not in "\t\n\r\f\x1b" for character in decoder.decode(chunk)):
                return False
    return True
