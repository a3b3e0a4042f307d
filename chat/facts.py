"""What the site knows of the asker, from their session alone; what a page says of somebody counts for nothing."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from chat.conf import chatkit, hook
from chat.context import Asker
from chat.database import in_database
from chat.faults import described
from chat.hooks import call

logger = logging.getLogger(__name__)

PATIENCE = 5
"""Seconds that the site's own facts may take; the answer does without them then."""


async def facts_of(asker: Asker) -> dict[str, Any]:
    """Name, language and groups, and what the site's `FACTS` adds."""
    known = {
        "name": _name(asker),
        "language": asker.language,
        "groups": await in_database(_groups, asker),
    }
    return {name: value for name, value in {**known, **await _added(asker)}.items() if value not in ("", [], None)}


async def _added(asker: Asker) -> dict[str, Any]:
    if (added := hook(chatkit().FACTS)) is None:
        return {}
    try:
        async with asyncio.timeout(PATIENCE):
            return dict(await call(added, asker))
    except Exception as error:  # noqa: BLE001 - the site's own, and no reason to leave a question unanswered
        logger.warning("CHATKIT['FACTS'] failed: %s (request %s)", described(error), asker.request_id)
        return {}


def _name(asker: Asker) -> str:
    full_name = getattr(asker.user, "get_full_name", str)()
    return full_name or asker.user.get_username()


def _groups(asker: Asker) -> list[str]:
    groups = getattr(asker.user, "groups", None)
    return list(groups.order_by("name").values_list("name", flat=True)) if groups is not None else []
