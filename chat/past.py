"""What of a thread the model is told: the newest items word for word, and a summary of what was before them.

The summary is an item of the thread that nobody sees. It says up to which place it speaks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chat.tail import Entry, Tail

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Past:
    entries: list[Entry]
    """What comes after the summary, oldest first; nothing that is withheld."""
    summary: str = ""

    @classmethod
    def of(cls, tail: Tail) -> Past | None:
        """None where the tail does not reach back to what the newest summary speaks of, or to the beginning."""
        summary = next((entry for entry in reversed(tail.entries) if is_summary(entry.content)), None)
        until = summary.content["content"]["until"] if summary else 0
        if not tail.is_whole and (summary is None or tail.oldest > until + 1):
            return None
        told = [entry for entry in tail.entries if entry.sequence is None or entry.sequence > until]
        return cls(
            [entry for entry in told if not entry.is_withheld and not is_summary(entry.content)],
            summary.content["content"]["text"] if summary else "",
        )

    def split(self, budget: int) -> tuple[list[Entry], list[Entry]]:
        """What no longer fits into so many tokens, and what does: it begins with a message of the person's.

        That way no tool's output stands without its call. The newest message stays, however long it is.
        """
        begins = [place for place, entry in enumerate(self.entries) if entry.content.get("type") == "user_message"]
        left = budget
        cut = len(self.entries)
        for place in reversed(range(len(self.entries))):
            left -= tokens_of(self.entries[place])
            if place in begins and (left >= 0 or cut == len(self.entries)):
                cut = place
            if left < 0 and cut < len(self.entries):
                break
        return self.entries[:cut], self.entries[cut:]

    @property
    def tokens(self) -> int:
        return sum(map(tokens_of, self.entries))


def tokens_of(entry: Entry) -> int:
    """About how many tokens an item costs: four bytes each, which is on the safe side for most languages."""
    return len(json.dumps(entry.content, ensure_ascii=False).encode()) // 4 + 1


def is_summary(content: dict[str, Any]) -> bool:
    inner = content.get("content")
    return content.get("type") == "hidden_context_item" and isinstance(inner, dict) and inner.get("kind") == SUMMARY


def summary_content(text: str, *, until: int) -> dict[str, Any]:
    """The content of the hidden item that keeps a summary."""
    return {"kind": SUMMARY, "until": until, "text": text}
