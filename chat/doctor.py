"""The doctor: asks what the site stands on real questions, and says what to do about each that is not answered."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import httpx2
from django.core.files import File
from django.core.mail import get_connection

from chat import health, relay
from chat.assistant import search
from chat.assistant.provider import can_be_asked
from chat.conf import chatkit
from chat.database import in_site
from chat.file_rules import file_rules
from chat.files import FOLDER, storage
from chat.scanning import clamd_answers

PATIENCE = 10
"""Seconds for each question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one question has come to."""

    name: str
    fault: str
    """Empty where all is well."""
    advice: str


Question = Callable[[], Awaitable[None]]


async def _search() -> None:
    await in_site(search.can_be_searched)


async def _relay() -> None:
    await relay.redis().ping()


async def _storage() -> None:
    await in_site(_kept_and_deleted)


def _kept_and_deleted() -> None:
    name = storage().save(f"{FOLDER}/doctor", File(io.BytesIO(b"well")))
    try:
        with storage().open(name) as file:
            if file.read() != b"well":
                raise OSError("What was kept is not what is there.")
    finally:
        storage().delete(name)


async def _mail() -> None:
    await in_site(_mail_server)


def _mail_server() -> None:
    with get_connection():
        pass


async def _script() -> None:
    async with httpx2.AsyncClient(timeout=PATIENCE, follow_redirects=True) as client:
        (await client.get(chatkit().SCRIPT_URL)).raise_for_status()


async def _scanner() -> None:
    await in_site(clamd_answers)


def questions() -> dict[str, tuple[Question, str]]:
    """By name, as the settings are: only what they name is asked."""
    configuration = chatkit()
    asked = {
        "database": (health.LOOKS["database"], "Start it, and see DATABASE_URL."),
        "migrations": (health.LOOKS["migrations"], "Run manage.py migrate."),
        "cache": (health.LOOKS["cache"], "See CACHES."),
        "channel layer": (health.LOOKS["channel_layer"], "Start Redis, and see CHANNEL_LAYERS."),
        "storage": (_storage, "See STORAGES: its folder must be writable, or its bucket there."),
        "mail": (_mail, "See EMAIL_URL. People sign up with a code from an e-mail."),
    }
    if search.is_on():
        asked["search"] = (_search, "See MODELSEARCH_BACKENDS.")
    if configuration.REDIS_URL:
        asked["relay"] = (_relay, "Start Redis, and see REDIS_URL. Until then others follow what is stored.")
    if configuration.API_KEY:
        asked["provider"] = (can_be_asked, "See OPENAI_API_KEY and OPENAI_BASE_URL.")
    if configuration.UI != "builtin":
        advice = "People here see the built-in component. It may be reached from where they are."
        asked["OpenAI's script"] = (_script, advice)
    if file_rules().scanner:
        asked["scanner"] = (_scanner, "Start ClamAV; until then nothing can be uploaded.")
    for server in configuration.MCP:
        url = str(server["url"])
        asked[f"MCP {server['name']}"] = (partial(health.reach, url), "Its tools are left out until it is there.")
    return asked


async def examine() -> AsyncIterator[Finding]:
    """Each finding as it comes."""
    for name, (question, advice) in questions().items():
        fault = ""
        try:
            async with asyncio.timeout(PATIENCE):
                await question()
        except TimeoutError:
            fault = f"no answer within {PATIENCE} seconds"
        except Exception as error:  # noqa: BLE001 - whatever it is; whoever runs this may read it
            fault = f"{type(error).__name__}: {error}".splitlines()[0]
        yield Finding(name=name, fault=fault, advice=advice if fault else "")
