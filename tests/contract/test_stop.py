"""Somebody stops an answer: what they saw stays."""

from __future__ import annotations

import time

from tests.people import Person, message, text_of


def test_the_text_so_far_is_kept_once(alice: Person) -> None:
    events = alice.events("threads.create", input=message('script:{"words": 200, "pace": 0.02}'))
    thread_id = next(events).data["thread"]["id"]
    seen = 0
    for event in events:
        seen += event.data.get("update", {}).get("type", "").endswith("text_delta")
        if seen == 10:
            break
    events.close()
    items = _settled(alice, thread_id)
    assert [item["type"] for item in items] == ["user_message", "assistant_message"]
    words = text_of(items[1]).split()
    assert 10 <= len(words) < 100
    assert words == [f"word{number}" for number in range(len(words))]


def test_the_next_question_is_answered(alice: Person) -> None:
    events = alice.events("threads.create", input=message('script:{"words": 200, "pace": 0.02}'))
    thread_id = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    events.close()
    _settled(alice, thread_id)
    assert text_of(alice.ask("And now?", thread_id)[-1]["item"]) == "You said: And now?"


def _settled(person: Person, thread_id: str) -> list[dict]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        items = person.items(thread_id)
        if len(items) > 1:
            return items
        time.sleep(0.1)
    raise AssertionError("The stopped answer was not stored.")
