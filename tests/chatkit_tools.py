"""Tools of the tests' site, for what the gallery has no reason to show."""

from __future__ import annotations

import asyncio

from chat import Asker, tool


@tool(seconds=1)
async def wait_for_ever(asker: Asker) -> str:
    """Never ends."""
    await asyncio.sleep(60)
    return "Too late."


@tool(characters=1000)
def talk_at_length(asker: Asker) -> str:
    """Says more than anybody wants to read."""
    return "x" * 100_000


@tool(permission="accounts.view_user")
def staff_only(asker: Asker) -> str:
    """What staff may know."""
    return "For staff"


@tool(permission="accounts.view_user", needs_approval=True)
def staff_writes(asker: Asker, text: str) -> str:
    """Something that only staff may write."""
    return f"Written: {text}"
