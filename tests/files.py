"""Files, good and bad, made by the libraries that programs make them with."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

SECRET_PLACE = "Berlin"
"""What a camera has written into `photo`."""


def photo(size: tuple[int, int] = (80, 40), kind: str = "JPEG") -> bytes:
    """Lying on its side, with a note of where it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, SECRET_PLACE
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, exif=exif)
    return made.getvalue()


def pixel_bomb() -> bytes:
    """A PNG of a few bytes that says that it is 60,000 pixels wide and high."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for place, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        contents = 5 + 2 * place
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 200] {font} /Contents {contents} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + end.encode()


def pdf_bomb() -> bytes:
    """A page whose text is a gigabyte of nothing, packed twice."""
    piece, check = b" " * (1 << 20), 1
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)  # may be repeated: packing all takes a minute
    for _ in range(1024):
        check = zlib.adler32(piece, check)
    twice = zlib.compress(b"\x78\xda" + block * 1024 + b"\x03\x00" + check.to_bytes(4, "big"), 9)
    page = pdf("x")
    head, _, rest = page.partition(b"5 0 obj")
    filters = f"<< /Filter [/FlateDecode /FlateDecode] /Length {len(twice)} >>\nstream\n".encode()
    return head + b"5 0 obj\n" + filters + twice + b"\nendstream" + rest[rest.index(b"\nendobj") :]


def docx(text: str) -> bytes:
    from docx import Document

    document, made = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def xlsx(*rows: list[object]) -> bytes:
    from openpyxl import Workbook

    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def odt(text: str) -> bytes:
    from odfdo import Document, Paragraph

    document, made = Document("text"), io.BytesIO()
    document.body.append(Paragraph(text))
    document.save(made)
    return made.getvalue()


def zip_bomb() -> bytes:
    """A DOCX whose text is two gigabytes of nothing."""
    made = io.BytesIO(docx("Hello"))
    with (
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("word/more.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(2048):
            file.write(b" " * (1 << 20))
    return made.getvalue()


def xml_bomb() -> bytes:
    """A DOCX whose text laughs a billion times."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><d>&a9;</d>'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("Hello"))) as given, zipfile.ZipFile(made, "w") as packed:
        for entry in given.infolist():
            packed.writestr(entry, text if entry.filename == "word/document.xml" else given.read(entry))
    return made.getvalue()
