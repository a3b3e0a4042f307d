"""Somebody stops an answer: what they saw stays, once, and the model stops."""

from __future__ import annotations

import time

import pytest

from tests.people import Person, message, text_of
from tests.site import Site

LONG = 'script:{"words": 300, "pace": 0.02}'


def _words(person: Person, thread_id: str) -> list[str]:
    question, answer = person.items(thread_id)
    assert (question["type"], answer["type"]) == ("user_message", "assistant_message")
    return text_of(answer).split()


def test_the_text_so_far_is_kept_once(alice: Person) -> None:
    events = alice.events("threads.create", input=message(LONG))
    thread_id = next(events).data["thread"]["id"]
    seen = [
        event for event, _ in zip((event for event in events if "delta" in str(event.data)), range(10), strict=False)
    ]
    begin = time.monotonic()
    assert alice.stop(alice.answer).json() == {"state": "stopped"}
    assert time.monotonic() - begin < 1
    rest = [event.data for event in events]  # the stream ends
    words = _words(alice, thread_id)
    assert len(seen) <= len(words) < 150
    assert words == [f"word{number}" for number in range(len(words))]
    assert rest[-1]["type"] == "thread.item.done"
    assert text_of(rest[-1]["item"]).split() == words
    assert alice.state(thread_id) == "stopped"


def test_the_next_question_is_answered_and_the_model_knows(alice: Person) -> None:
    events = alice.events("threads.create", input=message(LONG))
    thread_id = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    alice.stop(alice.answer)
    assert text_of(alice.ask("And now?", thread_id)[-1]["item"]) == "You said: And now?"
    assert len(alice.items(thread_id)) == 4


def test_stopping_before_the_first_word_leaves_the_question(alice: Person) -> None:
    events = alice.events("threads.create", input=message('script:{"silence": 60}'))
    thread_id = next(events).data["thread"]["id"]
    assert alice.stop(alice.answer).json() == {"state": "stopped"}
    assert [item["type"] for item in alice.items(thread_id)] == ["user_message"]
    events.close()


def test_stopping_twice_or_too_late_changes_nothing(alice: Person) -> None:
    events = alice.events("threads.create", input=message(LONG))
    thread_id = next(events).data["thread"]["id"]
    assert alice.stop(alice.answer).json() == alice.stop(alice.answer).json() == {"state": "stopped"}
    before = alice.items(thread_id)
    alice.stop(alice.answer)
    assert alice.items(thread_id) == before
    events.close()
    alice.ask("Done", thread_id)
    assert alice.stop(alice.answer).json() == {"state": "finished"}


def test_it_works_from_another_browser_of_the_same_person(alice: Person) -> None:
    events = alice.events("threads.create", input=message(LONG))
    next(events)
    other = Person(alice.site, alice.name)
    other.sign_in()
    assert other.stop(alice.answer).json() == {"state": "stopped"}
    events.close()


def test_nobody_else_can_stop_it_or_follow_it(alice: Person, bob: Person, nobody: Person, site: Site) -> None:
    events = alice.events("threads.create", input=message(LONG))
    thread_id = next(events).data["thread"]["id"]
    for path in (f"/chat/answers/{alice.answer}/", "/chat/answers/ans_none/"):
        assert bob.http.get(path).status_code == 404
        assert bob.http.post(f"{path}stop/", headers=bob.headers).status_code == 404
    assert bob.stop(alice.answer).text == bob.stop("ans_none").text
    assert nobody.stop(alice.answer).status_code == 401
    assert alice.http.post(f"/chat/answers/{alice.answer}/stop/").status_code == 403
    assert alice.http.get(f"/chat/answers/{alice.answer}/stop/").status_code == 405
    assert alice.state(thread_id) == "running"
    events.close()
    alice.stop(alice.answer)


@pytest.mark.parametrize("last_event_id", ["x", "-1", "9" * 20])
def test_a_place_that_is_none_is_refused(last_event_id: str, alice: Person) -> None:
    alice.thread()
    response = alice.http.get(f"/chat/answers/{alice.answer}/", headers={"Last-Event-ID": last_event_id})
    assert response.status_code == 400
