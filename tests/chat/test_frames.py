"""Every frame of an answer is found again by its number, and a long answer takes little room."""

from __future__ import annotations

import json
import sys

import pytest

from chat.frames import BLOCK, END, Frames


def _frame(number: int) -> bytes:
    update = {"type": "assistant_message.content_part.text_delta", "content_index": 0, "delta": f"wörd{number}\n\n"}
    event = {"type": "thread.item.updated", "item_id": "msg_0123456789abcdef0123456789abcdef", "update": update}
    return b"data: " + json.dumps(event).encode() + END


def _filled(count: int) -> Frames:
    frames = Frames()
    for number in range(count):
        frames.append(_frame(number))
    return frames


def _read(frames: Frames, number: int) -> list[bytes]:
    found: list[bytes] = []
    while some := frames.since(number + len(found)):
        found += some
    return found


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK - 1, 2 * BLOCK, 2 * BLOCK + 1, 5 * BLOCK + 7])
def test_whoever_comes_late_reads_the_rest(count: int) -> None:
    frames = _filled(count)
    assert len(frames) == count
    for number in range(count + 1):
        assert _read(frames, number) == [_frame(later) for later in range(number, count)]
    assert frames.since(count + 1) == []


def test_a_long_answer_takes_a_fifth_of_its_bytes() -> None:
    frames = _filled(2000)
    kept = sum(map(sys.getsizeof, [*frames._packed, *frames._fresh]))
    assert kept < sum(len(_frame(number)) for number in range(2000)) / 5
