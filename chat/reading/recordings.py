"""Recordings: how long one is, by what it holds and not by what it says of itself."""

from __future__ import annotations

from pathlib import Path

import av


def length(path: Path) -> float:
    """Seconds. Raises whatever PyAV raises, and `ValueError` for something without sound."""
    ends = 0.0
    with av.open(str(path)) as recording:
        if not recording.streams.audio:
            raise ValueError("There is no sound in it.")
        sound = recording.streams.audio[0]
        for packet in recording.demux(sound):
            if packet.pts is not None and packet.time_base is not None:
                ends = max(ends, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    return ends
