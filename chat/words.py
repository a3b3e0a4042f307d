"""The words of an item, whatever kind it is, as staff read, export and find them."""

from __future__ import annotations

from typing import Any

MESSAGES = {"user_message", "assistant_message"}
_WORDS = {"text", "value", "title", "label", "content", "query", "question"}
"""Where they are in what ChatKit shows otherwise than as a message; migration 0002 finds them in the same places."""
_NO_WORDS = {"id", "thread_id", "created_at", "type", "inference_options"}


def words_of(content: dict[str, Any]) -> list[str]:
    """Paragraphs of plain text or, for what the assistant says, of Markdown."""
    if content["type"] in MESSAGES:
        parts = [part.get("text", "") for part in content["content"]]
        return ["".join(parts)] if content["type"] == "user_message" else parts
    return _inside({name: value for name, value in content.items() if name not in _NO_WORDS})


def _inside(value: Any, name: str = "") -> list[str]:
    match value:
        case str() if name in _WORDS and value.strip():
            return [value]
        case dict():
            return [words for key, one in value.items() for words in _inside(one, key)]
        case list():
            return [words for one in value for words in _inside(one, name)]
        case _:
            return []
