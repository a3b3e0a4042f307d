"""Passages: the paragraphs of a page that answer a question, and how well.

Ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3) within
the rows that the index found, so that the ranking is the same on every search backend.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chat.assistant.words import Words, spoken, stem

LONGEST = 1500
"""Characters of a passage; a longer paragraph or block of code is a passage by itself, cut there."""
SHOWN = 6
ENOUGH = 0.45
"""The least share of the question's weight that a passage must cover to count as being about it …"""
MOST = 2 / 3
"""… or of its words: among few passages the weights say little."""
TITLE_COUNTS = 3  # a word in the title weighs as much as this many in the text
_SATURATION, _LENGTH = 1.2, 0.75  # BM25's k1 and b
_TARGET = re.compile(r"\]\([^)\s]*\)")
"""Where a link leads, whose words say nothing about the passage that it stands in."""
_FENCE = re.compile(r"^(```|~~~)")


@dataclass(frozen=True, slots=True)
class Source:
    """A row that the search found."""

    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Some paragraphs of a source, and how well they answer, from 0 upwards."""

    title: str
    url: str
    text: str
    score: float

    def as_result(self) -> dict[str, str | float]:
        return {"title": self.title, "url": self.url, "passage": self.text, "score": round(self.score, 2)}


@dataclass(frozen=True, slots=True)
class _Counted:
    source: Source
    text: str
    counts: Counter[str]

    @property
    def length(self) -> int:
        return self.counts.total()


def best_passages(sources: Iterable[Source], words: Words, *, language: str) -> list[Passage]:
    """The best passages, best first, one a page section; none where none is about the question."""
    counted = [_count(source, text, language) for source in sources for text in split(source.text)]
    if not counted:
        return []
    weights = {word: _weight(word, counted) for word in words.stems}
    average = sum(one.length for one in counted) / len(counted) or 1
    scored = [
        Passage(one.source.title, one.source.url, one.text, _score(one, weights, average))
        for one in counted
        if _is_about(one, weights)
    ]
    best: dict[str, Passage] = {}
    for passage in sorted(scored, key=lambda passage: passage.score, reverse=True):
        best.setdefault(passage.url, passage)
    return list(best.values())[:SHOWN]


def split(text: str) -> list[str]:
    """A Markdown or plain text as passages of whole paragraphs; code stays with the sentence before it."""
    if len(text) <= LONGEST:
        return [text]
    passages: list[str] = []
    for block in _blocks(text):
        is_code = _FENCE.match(block) is not None
        if passages and (is_code or len(passages[-1]) + len(block) < LONGEST / 2):
            passages[-1] += "\n\n" + block
        else:
            passages.append(block)
    return [_cut(passage) for passage in passages]


def _blocks(text: str) -> list[str]:
    blocks: list[list[str]] = [[]]
    in_code = False
    for line in text.splitlines():
        if _FENCE.match(line.strip()):
            in_code = not in_code
        if line.strip() or in_code:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(block) for block in blocks if block]


def _cut(passage: str) -> str:
    if len(passage) <= LONGEST:
        return passage
    cut = passage[:LONGEST].rpartition("\n")[0] or passage[:LONGEST]
    is_in_code = sum(1 for line in cut.splitlines() if _FENCE.match(line)) % 2
    return cut + ("\n```" if is_in_code else "") + " …"


def _count(source: Source, text: str, language: str) -> _Counted:
    counts = Counter(stem(word, language) for word in spoken(_TARGET.sub("]", text)))
    for word in spoken(source.title):
        counts[stem(word, language)] += TITLE_COUNTS
    return _Counted(source, text, counts)


def _weight(word: str, counted: list[_Counted]) -> float:
    # A word that no passage has is the rarest of all: a question about it is not answered by the others.
    holding = sum(1 for one in counted if word in one.counts)
    return math.log(1 + (len(counted) - holding + 0.5) / (holding + 0.5))


def _is_about(one: _Counted, weights: dict[str, float]) -> bool:
    covered = [weight for word, weight in weights.items() if word in one.counts]
    return sum(covered) >= ENOUGH * sum(weights.values()) or len(covered) >= MOST * len(weights)


def _score(one: _Counted, weights: dict[str, float], average: float) -> float:
    normal = _SATURATION * (1 - _LENGTH + _LENGTH * one.length / average)
    return sum(
        weight * one.counts[word] * (_SATURATION + 1) / (one.counts[word] + normal) for word, weight in weights.items()
    )
