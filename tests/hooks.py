"""What the tests' site adds of its own: facts about the asker, and their credential at another server."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chat import Asker


def facts(asker: Asker) -> dict[str, Any]:
    """What this site knows of everybody."""
    return {"customer since": 2019}


def tenant(request: HttpRequest) -> str:
    """The organisation that the tests ask for."""
    return request.headers.get("X-Tenant", "")


async def credential(asker: Asker) -> str | None:
    """The asker's own key at the MCP server; guests have none."""
    name = asker.user.get_username()
    return None if name.startswith("guest") else f"Bearer crm-secret-of-{name}"


def other_credential(asker: Asker) -> str:
    """A key of the whole site's, which tells of nobody."""
    return "Bearer crm-secret-of-all"


def wrong_credential(asker: Asker) -> str:
    """A key that the server does not take."""
    return "Bearer forged"


def broken_credential(asker: Asker) -> str:
    """What a site does whose vault is locked."""
    raise RuntimeError(f"No key for {asker.user.get_username()}")


def transcribe(asker: Asker, audio: bytes, mime_type: str) -> str:
    return f"{asker.user.get_username()} said {len(audio)} bytes of {mime_type}"
