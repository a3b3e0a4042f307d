"""Trying again keeps the old answer until there is something of a new one, and brings it back when it fails."""

from __future__ import annotations

from tests.people import Person, text_of

FLAKY = "script:flaky"


def _retry(person: Person, thread_id: str, number: int = 0) -> list[dict]:
    questions = [item for item in person.items(thread_id) if item["type"] == "user_message"]
    return person.stream("threads.retry_after_item", thread_id=thread_id, item_id=questions[number]["id"])


def _removed(events: list[dict]) -> list[str]:
    return [event["item_id"] for event in events if event["type"] == "thread.item.removed"]


def test_the_new_answer_takes_the_place_of_the_old(alice: Person) -> None:
    thread_id = alice.thread("One")
    old = alice.items(thread_id)[1]
    events = _retry(alice, thread_id)
    kinds = [event["type"] for event in events]
    assert _removed(events) == [old["id"]]
    assert kinds.index("thread.item.removed") == kinds.index("thread.item.added") - 1
    new = alice.items(thread_id)[1]
    assert new["id"] != old["id"]
    assert text_of(new) == "You said: One"


def test_everything_after_the_question_goes(alice: Person) -> None:
    thread_id = alice.thread("One")
    for text in ("Two", "Three"):
        alice.ask(text, thread_id)
    _retry(alice, thread_id, 1)
    assert [text_of(item) for item in alice.items(thread_id)] == ["One", "You said: One", "Two", "You said: Two"]


def test_the_old_answer_is_there_until_the_new_one_begins(alice: Person) -> None:
    thread_id = alice.thread('script:{"silence": 1.2, "words": 3}')
    before = alice.items(thread_id)
    question = before[0]["id"]
    events = alice.events("threads.retry_after_item", thread_id=thread_id, item_id=question)
    next(events)
    assert alice.items(thread_id) == before
    for _ in events:
        pass
    assert alice.items(thread_id)[1]["id"] != before[1]["id"]


def test_a_retry_that_fails_puts_everything_back(alice: Person) -> None:
    # The first call is answered; the second, which is the retry, dies after some words.
    thread_id = alice.thread('script:{"words": 30, "pace": 0.1, "fail_after": 25, "fails_from_call": 2}')
    alice.ask("More", thread_id)
    before = alice.items(thread_id)
    events = _retry(alice, thread_id)
    assert events[-1]["type"] == "error"
    assert alice.items(thread_id) == before  # although a checkpoint had put something in its place
    gone, new = _removed(events[:10]), _removed(events[-10:])
    restored = [event["item"]["id"] for event in events if event["type"] == "thread.item.done"]
    assert gone == [item["id"] for item in before[1:]]
    assert len(new) == 1
    assert restored == [item["id"] for item in before[1:]]
    assert alice.state(thread_id) == "failed"


def test_a_retry_that_is_stopped_keeps_what_it_said(alice: Person) -> None:
    thread_id = alice.thread('script:{"words": 60, "pace": 0.02}')
    question = alice.items(thread_id)[0]["id"]
    events = alice.events("threads.retry_after_item", thread_id=thread_id, item_id=question)
    next(event for event in events if "delta" in event.data.get("update", {}))
    alice.stop(alice.answer)
    events.close()
    answer = alice.items(thread_id)[1]
    assert len(text_of(answer).split()) < 50


def test_a_retry_that_is_stopped_before_its_first_word_leaves_the_old(alice: Person) -> None:
    thread_id = alice.thread('script:{"silence": 0.5, "words": 3}')
    before = alice.items(thread_id)
    events = alice.events("threads.retry_after_item", thread_id=thread_id, item_id=before[0]["id"])
    next(events)
    alice.stop(alice.answer)
    told = [event.data["item"]["id"] for event in events if event.type == "thread.item.done"]
    assert alice.items(thread_id) == before
    assert told == [item["id"] for item in before[1:]]
