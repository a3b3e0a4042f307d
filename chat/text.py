"""Text that every database takes."""

from __future__ import annotations

import re
from typing import Any

# PostgreSQL refuses U+0000 in text and JSON; UTF-8 has no lone surrogates.
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def clean(value: Any) -> Any:
    """The same JSON value without NUL characters and with U+FFFD for each lone surrogate, at any depth."""
    match value:
        case str():
            return _UNFIT.sub(_replacement, value) if _UNFIT.search(value) else value
        case dict():
            return {clean(key): clean(item) for key, item in value.items()}
        case list():
            return [clean(item) for item in value]
        case _:
            return value


def _replacement(found: re.Match[str]) -> str:
    return "" if found.group() == "\x00" else "\N{REPLACEMENT CHARACTER}"
