"""The reader goes away; the answer goes on, is saved, and can be followed again."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.people import Person, message, parsed, text_of
from tests.site import Site

AT_ONCE = 2  # seconds; see chat/rows/answers.py
SLOW = 'script:{"words": 40, "pace": 0.02}'


def test_leaving_is_not_stopping(alice: Person) -> None:
    events = alice.events("threads.create", input=message(SLOW))
    thread_id = next(events).data["thread"]["id"]
    events.close()
    assert alice.settled(thread_id) == "finished"
    answer = alice.items(thread_id)[1]
    assert text_of(answer).split()[-1] == "word39"


def test_a_site_may_want_it_to_be(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Site(tmp_path_factory.mktemp("stopping"), TEST_CHATKIT='{"ON_DISCONNECT": "stop"}') as site:
        alice = Person.signed_up(site, "alice")
        events = alice.events("threads.create", input=message('script:{"words": 200, "pace": 0.02}'))
        thread_id = next(events).data["thread"]["id"]
        next(event for event in events if "delta" in event.data.get("update", {}))
        events.close()
        assert alice.settled(thread_id) == "stopped"
        assert len(text_of(alice.items(thread_id)[1]).split()) < 100


def test_following_replays_what_was_said_and_goes_on(alice: Person) -> None:
    events = alice.events("threads.create", input=message(SLOW))
    seen = [next(events) for _ in range(12)]
    events.close()
    followed = list(alice.follow(alice.answer))
    assert [event.data for event in followed[:12]] == [event.data for event in seen]
    assert [event.number for event in followed] == list(range(1, len(followed) + 1))
    assert followed[-1].type == "thread.item.done"


def test_coming_back_misses_nothing_and_repeats_nothing(alice: Person) -> None:
    events = alice.events("threads.create", input=message(SLOW))
    seen = [next(events).data for _ in range(9)]
    events.close()
    for _ in range(3):
        following = alice.follow(alice.answer, after=len(seen))
        seen += [next(following).data for _ in range(7)]
        following.close()
    seen += [event.data for event in alice.follow(alice.answer, after=len(seen))]
    deltas = [event["update"]["delta"] for event in seen if "delta" in event.get("update", {})]
    assert "".join(deltas).split() == [f"word{number}" for number in range(40)]
    assert seen == [event.data for event in alice.follow(alice.answer)]


def test_many_follow_the_same(alice: Person) -> None:
    events = alice.events("threads.create", input=message(SLOW))
    next(events)
    other = alice.follow(alice.answer)
    assert [event.data for event in other][1:] == [event.data for event in events]


def test_a_second_message_waits_its_turn(alice: Person) -> None:
    events = alice.events("threads.create", input=message(SLOW))
    thread_id = next(events).data["thread"]["id"]
    for operation, more in (
        ("threads.add_user_message", {"input": message("Me too")}),
        ("threads.retry_after_item", {"item_id": "msg_x"}),
        ("threads.add_client_tool_output", {"result": {}}),
        ("threads.add_structured_input", {"item_id": "msg_x", "input": {"status": "skipped", "answers": {}}}),
        ("threads.custom_action", {"action": {"type": "press"}}),
    ):
        response = alice.post({"type": operation, "params": {"thread_id": thread_id, **more}})
        assert response.status_code == 409
        assert response.json()["message"] == "An answer is still being written here. Wait for it, or stop it."
    for _ in events:
        pass
    assert len(alice.items(thread_id)) == 2
    alice.ask("Now", thread_id)


def test_what_is_refused_leaves_no_claim_behind(alice: Person) -> None:
    thread_id = alice.thread()
    for _ in range(2):
        params = {"thread_id": thread_id, "item_id": "msg_none"}
        assert alice.post({"type": "threads.retry_after_item", "params": params}).status_code == 404
    alice.ask("Now", thread_id)


def test_a_request_sent_twice_with_its_key_is_answered_once(alice: Person) -> None:
    request = {"type": "threads.create", "params": {"input": message("Once")}}
    first, second = (alice.post(request, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.headers["chatkit-answer"] == second.headers["chatkit-answer"]
    first_events, second_events = (
        [event.data for event in parsed(iter(one.text.splitlines()))] for one in (first, second)
    )
    assert first_events == second_events
    assert len(alice.call("threads.list")["data"]) == 1


def test_a_double_click_without_a_key_makes_one_thread(alice: Person) -> None:
    request = {"type": "threads.create", "params": {"input": message(SLOW)}}
    with ThreadPoolExecutor(4) as pool:
        responses = list(pool.map(lambda _: alice.post(request), range(4)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.headers["chatkit-answer"] for response in responses}) == 1
    (thread,) = alice.call("threads.list")["data"]
    assert len(alice.items(thread["id"])) == 2


def test_a_double_click_without_a_key_in_a_thread_is_stored_once(alice: Person) -> None:
    thread_id = alice.thread()
    request = {"type": "threads.add_user_message", "params": {"thread_id": thread_id, "input": message(SLOW)}}
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda _: alice.post(request).status_code, range(4)))
    assert statuses == [200, 409, 409, 409]
    assert len(alice.items(thread_id)) == 4


def test_the_same_question_later_is_another(alice: Person) -> None:
    request = {"type": "threads.create", "params": {"input": message("Again")}}
    first = alice.post(request)
    time.sleep(AT_ONCE + 0.1)
    assert alice.post(request).headers["chatkit-answer"] != first.headers["chatkit-answer"]
    assert len(alice.call("threads.list")["data"]) == 2


def test_a_key_is_ones_own(alice: Person, bob: Person) -> None:
    request = {"type": "threads.create", "params": {"input": message("Once")}}
    answers = {person.post(request, **{"Idempotency-Key": "k2"}).headers["chatkit-answer"] for person in (alice, bob)}
    assert len(answers) == 2


def test_deleting_the_thread_ends_its_answer(alice: Person) -> None:
    events = alice.events("threads.create", input=message('script:{"words": 500, "pace": 0.02}'))
    thread_id = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    alice.call("threads.delete", thread_id=thread_id)
    rest = list(events)
    assert len(rest) < 100
    assert "error" not in {event.type for event in rest}
    assert alice.http.get(f"/chat/answers/{alice.answer}/").status_code == 404
    assert "could not be settled" not in alice.site.log.read_text()
