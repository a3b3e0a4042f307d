"""What is kept of a long conversation where no language model condenses it."""

from __future__ import annotations

import pytest

from chat.assistant import material
from chat.assistant.conversation import Conversation
from chat.assistant.gist import Line, gist

TURNS = [
    line
    for turn in range(60)
    for line in (
        Line(f"Person: How does part {turn} work?", by_person=True),
        Line(f"Assistant: Part {turn} works like this. " + "It has many details. " * 20),
    )
]
FIRST = Line("Person: My order number is 4711 and it came broken.", by_person=True)


@pytest.mark.parametrize("characters", [200, 1000, 5000])
def test_what_the_person_told_outlives_sixty_turns(characters: int) -> None:
    kept = gist([FIRST, *TURNS], characters=characters)
    assert FIRST.text in kept.splitlines()
    assert len(kept) <= characters


def test_it_does_so_again_and_again() -> None:
    kept = gist([FIRST, *TURNS], characters=1000)
    for _ in range(10):
        known = [Line(line, is_known=True) for line in kept.splitlines()]
        kept = gist([*known, *TURNS], characters=1000)
    assert FIRST.text in kept.splitlines()


def test_lines_stay_in_their_order() -> None:
    kept = gist([FIRST, *TURNS], characters=100_000).splitlines()
    assert [line.partition(".")[0] for line in kept] == [line.text.partition(".")[0] for line in [FIRST, *TURNS]]


def test_a_long_line_is_shortened_to_whole_sentences() -> None:
    (kept,) = gist([TURNS[1]], characters=100_000).splitlines()
    assert kept.endswith("It has many details. …")
    assert len(kept) < 500


@pytest.mark.parametrize("lines", [[], [Line("x" * 5000)]])
def test_there_may_be_nothing_to_keep(lines: list[Line]) -> None:
    assert gist(lines, characters=100) == ""


def test_the_extractive_model_remembers_what_was_kept() -> None:
    summary = material.given(material.SUMMARY, gist([FIRST, *TURNS], characters=1000), "summary")
    conversation = Conversation.of([summary, {"role": "user", "content": "What was my order number?"}])
    assert conversation.remembered == "My order number is 4711 and it came broken."
