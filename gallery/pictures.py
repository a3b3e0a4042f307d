"""A picture without a library: rows of pixels, compressed as PNG wants them."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT, HORIZON = 320, 200, 130
SUN = (160, 118, 44)
"""Its middle and radius."""


def sunset() -> bytes:
    """A PNG of 320 × 200 pixels."""
    rows = b"".join(b"\x00" + b"".join(bytes(_pixel(x, y)) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _pixel(x: int, y: int) -> tuple[int, int, int]:
    across, down, radius = SUN
    if y < HORIZON:
        if (x - across) ** 2 + (y - down) ** 2 < radius**2:
            return 255, 214, 120
        return 90 + y, 70 + y * 2 // 3, 150 - y // 2
    depth = y - HORIZON
    glitter = abs(x - across) < 40 - depth // 3 and (x + depth * depth // 7) % 9 < 4
    return (236, 170, 110) if glitter else (40 + depth // 3, 60 + depth // 2, 110 + depth // 2)
