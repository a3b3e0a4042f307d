"""Channels' layer, where the site has one: how processes and open pages are told of things. It may fail; the chat may
not.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable
from typing import Any

from chat.extras import has
from chat.faults import described

if has("live"):
    from channels.layers import get_channel_layer

logger = logging.getLogger(__name__)

AGAIN = 2
"""Seconds after which a layer that failed is tried again."""


def current() -> Any:
    """The layer; None on a site without one."""
    return get_channel_layer() if has("live") else None


def is_on() -> bool:
    return current() is not None


def new_channel() -> str:
    """The name of a channel of this process."""
    return f"chatkit.worker.{uuid.uuid4().hex}"


async def send(channel: str, message: dict[str, Any]) -> None:
    """Tell one process."""
    await _tell("send", channel, message)


async def send_to_group(group: str, message: dict[str, Any]) -> None:
    """Tell all that belong to a group."""
    await _tell("group_send", group, message)


async def _tell(how: str, whom: str, message: dict[str, Any]) -> None:
    try:
        if layer := current():
            await getattr(layer, how)(whom, message)
    except Exception as error:  # noqa: BLE001 - any backend's
        logger.warning("The channel layer did not take a message: %s", described(error))


async def listen(channel: str, hear: Callable[[dict[str, Any]], None]) -> None:
    """Pass on what comes on a channel, for ever."""
    if not (layer := current()):
        return
    while True:
        try:
            hear(await layer.receive(channel))
        except Exception as error:  # noqa: BLE001 - any backend's
            logger.warning("The channel layer cannot be listened to: %s", described(error))
            await asyncio.sleep(AGAIN)
