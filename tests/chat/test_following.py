"""Whoever follows an answer that is over already is not kept waiting."""

from __future__ import annotations

import asyncio

import pytest

from chat.answers import Answer
from chat.frames import Frames

PATIENCE = 5


@pytest.fixture
def answer() -> Answer:
    """One that has said something, as its followers see it."""
    made = Answer.__new__(Answer)
    made.frames, made.is_done, made._followers = Frames(), False, {}
    made.frames.append(b"Hello")
    return made


async def _seen(answer: Answer) -> list[list[bytes]]:
    async with asyncio.timeout(PATIENCE / 5):
        return [part async for part in answer.follow(patience=PATIENCE)]


async def test_one_that_was_over_before(answer: Answer) -> None:
    answer.is_done = True
    assert await _seen(answer) == [[b"Hello"]]


async def test_one_that_ends_while_its_last_word_is_sent(answer: Answer) -> None:
    seen = []
    async with asyncio.timeout(PATIENCE / 5):
        async for part in answer.follow(patience=PATIENCE):
            seen.append(part)
            answer.is_done = True
            for news in answer._followers:
                news.set()
    assert seen == [[b"Hello"]]


async def test_one_that_is_silent_lets_its_follower_see_to_other_things(answer: Answer) -> None:
    parts = answer.follow(patience=0.01)
    assert [await anext(parts) for _ in range(3)] == [[b"Hello"], [], []]
    await parts.aclose()  # type: ignore[attr-defined]
