"""The frames of an answer: all of them are kept while it can be followed, and those further back take little room."""

from __future__ import annotations

import zlib

END = b"\n\n"
"""What every frame ends with, and none has elsewhere."""
BLOCK = 16
"""How many frames are packed together: their words are few, and the rest of each is the same."""


class Frames:
    """Frames by their number. Who reads as they come reads what is not packed. The frame of a word is about 200 bytes,
    and 12 when it is packed, which takes a microsecond.
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._fresh: list[bytes] = []

    def __len__(self) -> int:
        return len(self._packed) * BLOCK + len(self._fresh)

    def append(self, frame: bytes) -> None:
        self._fresh.append(frame)
        if len(self._fresh) == 2 * BLOCK:
            self._packed.append(zlib.compress(b"".join(self._fresh[:BLOCK]), 1))
            del self._fresh[:BLOCK]

    def since(self, number: int) -> list[bytes]:
        """The next frames after so many: some of those that there are, and none only where there are none."""
        block, place = divmod(number, BLOCK)
        if block >= len(self._packed):
            return self._fresh[number - len(self._packed) * BLOCK :]
        frames = zlib.decompress(self._packed[block]).split(END)
        return [frame + END for frame in frames[place:BLOCK]]
