"""The text of documents, by libraries that know their formats, page by page where there are pages."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

MOST_PAGES = 2000
MOST_CHARACTERS = 500_000
UNPACKED = 200 * 1024 * 1024
"""Bytes of all that an office document holds, as its directory says."""

Page = tuple[str, str]
"""What a page is called (a number, a sheet's name, or nothing), and its text."""


class TooMuch(Exception):
    """A document that is made to be too large."""


def pages(path: Path, *, kind: str) -> list[Page]:
    """As much of the text as is kept; nothing for a document that says nothing to us. Raises `TooMuch`."""
    if zipfile.is_zipfile(path):
        _check_packed(path)
    try:
        return _pages(path, kind)
    except TooMuch:
        raise
    except (MemoryError, RecursionError) as error:
        raise TooMuch from error
    except Exception:  # noqa: BLE001 - a password, a fault in the file, or one in the library
        return []


def _check_packed(path: Path) -> None:
    """Raise `TooMuch` for an archive that swells, or whose XML names entities, which no office program writes."""
    with zipfile.ZipFile(path) as packed:
        entries = packed.infolist()
        if sum(entry.file_size for entry in entries) > UNPACKED:
            raise TooMuch
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.open(entry).read(4096):
                raise TooMuch


def _pages(path: Path, kind: str) -> list[Page]:
    found: list[Page] = []
    left = MOST_CHARACTERS
    for name, text in islice(_READERS[kind](path), MOST_PAGES):
        if text := text.strip()[:left]:
            found.append((name, text))
            left -= len(text)
        if left <= 0:
            break
    return found


def _pdf(path: Path) -> Iterator[Page]:
    from pypdf import PdfReader  # noqa: PLC0415 - each only where it is needed: they are large
    from pypdf.errors import LimitReachedError  # noqa: PLC0415

    try:
        for number, page in enumerate(PdfReader(path).pages, start=1):
            yield str(number), page.extract_text()
    except LimitReachedError as error:
        raise TooMuch from error


def _docx(path: Path) -> Iterator[Page]:
    from docx import Document  # noqa: PLC0415

    document = Document(str(path))
    tables = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    yield "", "\n\n".join([paragraph.text for paragraph in document.paragraphs if paragraph.text] + tables)


def _odt(path: Path) -> Iterator[Page]:
    from odfdo import Document  # noqa: PLC0415

    yield "", Document(path).get_formatted_text()


def _xlsx(path: Path) -> Iterator[Page]:
    from openpyxl import load_workbook  # noqa: PLC0415

    with path.open("rb") as file:  # by its name it would want an ending
        for sheet in load_workbook(file, read_only=True, data_only=True):
            rows = ([str(value) for value in row if value is not None] for row in sheet.iter_rows(values_only=True))
            yield sheet.title, "\n".join(" | ".join(cells) for cells in islice(rows, 100_000) if cells)


def _csv(path: Path) -> Iterator[Page]:
    rows = csv.reader(_text(path).splitlines())
    yield "", "\n".join(" | ".join(row) for row in rows)


def _html(path: Path) -> Iterator[Page]:
    from lxml import html  # noqa: PLC0415

    document = html.document_fromstring(_text(path).encode(), parser=html.HTMLParser(encoding="utf-8"))
    for hidden in document.xpath("//script | //style | //template | //head"):
        hidden.drop_tree()
    yield "", "\n".join(line.strip() for line in document.text_content().splitlines() if line.strip())


def _plain(path: Path) -> Iterator[Page]:
    yield "", _text(path)


def _text(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


_READERS: dict[str, Callable[[Path], Iterator[Page]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "odt": _odt,
    "xlsx": _xlsx,
    "csv": _csv,
    "html": _html,
    "text": _plain,
}
