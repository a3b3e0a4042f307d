"""What a thread is called: the beginning of its first message."""

from __future__ import annotations

from chatkit.types import UserMessageItem, UserMessageTextContent

LONGEST = 60


def title_of(message: UserMessageItem) -> str:
    """Up to 60 characters of the message, cut between words; empty where it has no text."""
    text = " ".join(part.text for part in message.content if isinstance(part, UserMessageTextContent))
    words = text.split()
    title = " ".join(words)
    if len(title) <= LONGEST:
        return title
    cut = title[: LONGEST - 1].rpartition(" ")[0] or title[: LONGEST - 1]
    return f"{cut.rstrip(' ,;:.–-')} …"
