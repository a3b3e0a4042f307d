"""What the tests' site adds of its own: facts about the asker, and their credential at another server."""

from __future__ import annotations

from typing import Any

from chat import Asker


def facts(asker: Asker) -> dict[str, Any]:
    """What this site knows of everybody."""
    return {"customer since": 2019}
