"""Voice: what may be spoken to the chat, and how much of it."""

from __future__ import annotations

import base64
import binascii
import tempfile
from pathlib import Path

from chatkit.types import InputTranscribeParams

from chat.conf import chatkit
from chat.errors import Malformed, NotOffered, Silent, TooLarge, TooLongSpoken
from chat.file_rules import file_rules
from chat.reading import isolated

TYPES = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "mp4", "audio/mpeg": "mp3", "audio/wav": "wav"}
"""What browsers record, each with the ending by which a transcription API knows it."""

SLACK = 3
"""Seconds that a browser may go on recording until it has stopped."""


def is_on() -> bool:
    """Whether the site can turn voice into text."""
    configuration = chatkit()
    return bool(configuration.TRANSCRIBE or (configuration.TRANSCRIPTION_MODEL and configuration.API_KEY))


def longest_body() -> int:
    """Bytes of the largest request that the wire reads: voice comes as base64 within its JSON."""
    configuration = chatkit()
    return max(configuration.BODY_BYTES, configuration.VOICE_BYTES * 4 // 3 + 1024 if is_on() else 0)


def check(given: InputTranscribeParams) -> bytes:
    """What was recorded. Raises `NotOffered` where there is no voice, `TooLarge`, and `Malformed` for what is none."""
    if not is_on():
        raise NotOffered
    if len(given.audio_base64) * 3 // 4 > chatkit().VOICE_BYTES:
        raise TooLarge
    if given.mime_type.partition(";")[0].strip().lower() not in TYPES or not given.audio_base64:
        raise Malformed
    try:
        return base64.b64decode(given.audio_base64, validate=True)
    except binascii.Error:
        raise Malformed from None


def check_length(audio: bytes) -> None:
    """Raise `TooLongSpoken`, and `Silent` for what holds no sound. A process of its own opens it, as files."""
    with tempfile.TemporaryDirectory(prefix="chatkit-") as name:
        folder = Path(name)
        (folder / "spoken").write_bytes(audio)
        try:
            spoken = isolated.read("recording", folder / "spoken", folder, file_rules())
        except isolated.Failed:
            raise Silent from None
    if spoken["seconds"] > chatkit().VOICE_SECONDS + SLACK:
        raise TooLongSpoken(chatkit().VOICE_SECONDS)
