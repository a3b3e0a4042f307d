"""The lines of a conversation that are worth keeping when there is no room for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 400
"""Characters of one line; what is longer says the rest at length."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said, with who said it."""

    text: str
    by_person: bool = False
    is_known: bool = False
    """Whether it was kept once already; it is not dropped for something newer that weighs as much."""

    @property
    def weight(self) -> int:
        """A statement of the person's outweighs a question of theirs, and that the assistant's words, which the site
        can say again.
        """
        is_question = self.text.rstrip().endswith("?")
        said = 4 if self.by_person and not is_question else 3 if self.is_known else 2 if self.by_person else 1
        return 2 * said + bool(_NUMBER.search(self.text))


def gist(lines: list[Line], *, characters: int) -> str:
    """As many lines as fit, those that weigh most, in their order; shortened to whole sentences where they are long."""
    short = [Line(_shortened(line.text), line.by_person, line.is_known) for line in lines]
    left = characters
    kept: list[int] = []
    for place in sorted(range(len(short)), key=lambda place: (-short[place].weight, place)):
        if len(short[place].text) < left:
            left -= len(short[place].text) + 1
            kept.append(place)
    return "\n".join(short[place].text for place in sorted(kept))


def _shortened(text: str) -> str:
    kept = ""
    for sentence in _SENTENCE.split(text):
        if kept and len(kept) + len(sentence) > LONGEST:
            return f"{kept} …"
        kept = f"{kept} {sentence}".strip()
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]} …"
