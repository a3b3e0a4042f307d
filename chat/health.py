"""Health: whether what the chat stands on is there, each looked at with a real question and within a second or two."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.cache import cache

from chat import layer
from chat.conf import chatkit
from chat.database import in_site
from chat.faults import described
from chat.rows import readiness
from chat.worker import worker

logger = logging.getLogger(__name__)

PATIENCE = 2
"""Seconds for each look."""
FRESH = 1
"""Seconds for which what was found is believed, so that whoever asks a lot costs little."""
OPENAI = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one look has come to."""

    fault: str = ""
    """What is wrong; empty where nothing is."""
    is_needed: bool = True
    """Whether the site is of no use without it."""


Look = Callable[[], Awaitable[None]]


async def _database() -> None:
    await in_site(readiness.check_database)


async def _migrations() -> None:
    await in_site(readiness.check_migrations)


async def _cache() -> None:
    await in_site(_keep_and_find)


def _keep_and_find() -> None:
    cache.set("chatkit.health", True, 10)  # noqa: FBT003 - the value that is kept
    if not cache.get("chatkit.health"):
        raise LookupError("What was kept is not there.")


async def _channel_layer() -> None:
    channel = layer.new_channel()
    if known := layer.current():
        await known.send(channel, {"type": "health"})
        await known.receive(channel)


async def _provider() -> None:
    """Whether its server can be reached; what it would answer costs money to learn."""
    await reach(chatkit().BASE_URL or OPENAI)


async def reach(url: str) -> None:
    """Open a connection to the server of a URL. Raises what the system raises."""
    address = urlsplit(url)
    port = address.port or (443 if address.scheme == "https" else 80)
    _reader, writer = await asyncio.open_connection(address.hostname, port)
    writer.close()


LOOKS: dict[str, Look] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "channel_layer": _channel_layer,
}
_last: tuple[float, dict[str, Found]] = (-FRESH, {})


async def look() -> dict[str, Found]:
    """What was found, by name; of the provider where there is one: without it the chat still shows what is stored."""
    global _last  # noqa: PLW0603 - the one of this process
    if time.monotonic() - _last[0] < FRESH:
        return _last[1]
    names, looks = list(LOOKS), list(LOOKS.values())
    faults = await asyncio.gather(*(_fault(one) for one in looks))
    found = {name: Found(fault=fault) for name, fault in zip(names, faults, strict=True)}
    if chatkit().API_KEY:
        found["provider"] = Found(fault=await _fault(_provider), is_needed=False)
    if worker().is_draining:
        found["process"] = Found(fault="It is ending.")
    _last = time.monotonic(), found
    return found


async def _fault(one: Look) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            await one()
    except TimeoutError:
        return f"No answer within {PATIENCE} seconds."
    except Exception as error:  # noqa: BLE001 - whatever it is
        logger.warning("Not healthy: %s", described(error))
        return type(error).__name__  # anybody may ask
    return ""
