"""Recordings as browsers make them, and of a length that a test chooses."""

from __future__ import annotations

import io
import wave

import av

RATE = 48_000


def webm(seconds: float = 1) -> bytes:
    """Silence, as Chromium records it: Opus in WebM."""
    made = io.BytesIO()
    with av.open(made, "w", format="webm") as file:
        sound = file.add_stream("libopus", rate=RATE, layout="mono")
        for number in range(int(seconds * RATE / 960)):
            frame = av.AudioFrame(format="s16", layout="mono", samples=960)
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.rate, frame.pts = RATE, number * 960
            file.mux(sound.encode(frame))
        file.mux(sound.encode(None))
    return made.getvalue()


def wav(seconds: float, *, rate: int = 8000) -> bytes:
    """Silence, of 16,000 bytes a second."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\0\0" * int(seconds * rate))
    return made.getvalue()
