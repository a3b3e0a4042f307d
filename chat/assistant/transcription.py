"""Voice as text: by the site's own function, or by OpenAI's transcription or that of a compatible server."""

from __future__ import annotations

import logging
from functools import lru_cache

from chatkit.types import AudioInput
from openai import AsyncOpenAI

from chat import hooks
from chat.conf import chatkit, hook
from chat.context import Asker
from chat.errors import Unheard
from chat.faults import described
from chat.voice import TYPES

logger = logging.getLogger(__name__)

PATIENCE = 30
"""Seconds that a transcription may take."""


async def transcribed(audio: AudioInput, asker: Asker) -> str:
    """What was said. Raises `Unheard`, whatever fails."""
    try:
        if own := hook(chatkit().TRANSCRIBE):
            return str(await hooks.call(own, asker, audio.data, audio.media_type)).strip()
        file = (f"voice.{TYPES[audio.media_type.strip().lower()]}", audio.data, audio.media_type)
        model = chatkit().TRANSCRIPTION_MODEL
        heard = await _client(chatkit().API_KEY, chatkit().BASE_URL).audio.transcriptions.create(file=file, model=model)
        return heard.text.strip()
    except Exception as error:
        logger.warning("Voice could not be transcribed: %s (request %s)", described(error), asker.request_id)
        raise Unheard from error


@lru_cache(maxsize=4)
def _client(key: str, url: str) -> AsyncOpenAI:
    return AsyncOpenAI(api_key=key, base_url=url or None, timeout=PATIENCE, max_retries=1)
