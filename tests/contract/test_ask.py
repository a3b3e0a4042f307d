"""Ask, watch the answer stream, find it again."""

from __future__ import annotations

from datetime import datetime

from tests.people import Person, answer_of, message, text_of, thread_of


def test_a_new_thread_tells_its_story_in_order(alice: Person) -> None:
    events = alice.ask("Hello")
    kinds = [event["type"] for event in events if event["type"] != "thread.item.updated"]
    assert kinds == [
        "thread.created",
        "thread.item.done",
        "stream_options",
        "thread.item.added",
        "thread.updated",
        "thread.item.done",
    ]
    assert text_of(answer_of(events)) == "You said: Hello"


def test_the_deltas_add_up_to_the_answer(alice: Person) -> None:
    events = alice.ask('script:{"words": 20}')
    updates = [event["update"] for event in events if event["type"] == "thread.item.updated"]
    deltas = [update["delta"] for update in updates if update["type"].endswith("text_delta")]
    assert len(deltas) == 20
    assert "".join(deltas) == text_of(answer_of(events))


def test_events_leave_the_server_as_the_model_makes_them(alice: Person) -> None:
    events = list(alice.events("threads.create", input=message('script:{"words": 20, "pace": 0.05}')))
    deltas = [event.at for event in events if event.type == "thread.item.updated"][1:-1]
    # A server that collected them would send all twenty at once.
    assert deltas[-1] - deltas[0] > 0.6
    assert events[0].at < deltas[0] < deltas[-1]


def test_the_headers_keep_proxies_from_collecting(alice: Person) -> None:
    response = alice.post({"type": "threads.create", "params": {"input": message("Hello")}})
    assert response.headers["content-type"] == "text/event-stream"
    assert "no-transform" in response.headers["cache-control"]
    assert response.headers["x-accel-buffering"] == "no"
    assert "content-length" not in response.headers


def test_the_thread_is_there_afterwards(alice: Person) -> None:
    thread_id = thread_of(alice.ask("What is a thread?"))
    listed = alice.call("threads.list")["data"]
    assert [thread["id"] for thread in listed] == [thread_id]
    assert listed[0]["title"] == "What is a thread?"
    said = [(item["type"], text_of(item)) for item in alice.items(thread_id)]
    assert said == [("user_message", "What is a thread?"), ("assistant_message", "You said: What is a thread?")]


def test_a_second_question_goes_into_the_same_thread(alice: Person) -> None:
    thread_id = alice.thread("One")
    alice.ask("Two", thread_id)
    assert [text_of(item) for item in alice.items(thread_id)] == ["One", "You said: One", "Two", "You said: Two"]


def test_what_was_said_keeps_its_place_over_many_pages(alice: Person) -> None:
    thread_id = alice.thread("0")
    for number in range(1, 6):
        alice.ask(str(number), thread_id)
    pages, after = [], None
    while True:
        page = alice.call(
            "items.list", thread_id=thread_id, limit=5, order="desc", **({"after": after} if after else {})
        )
        pages.append([text_of(item) for item in page["data"]])
        after = page.get("after")
        assert page["has_more"] == (after is not None)
        if not after:
            break
    whole = [text_of(item) for item in alice.items(thread_id)]
    assert [text for page in pages for text in page] == whole[::-1]
    assert [len(page) for page in pages] == [5, 5, 2]


def test_time_stamps_on_the_wire_have_an_offset(alice: Person) -> None:
    events = alice.ask("What time is it?")
    listed = alice.call("threads.list")["data"][0]
    stored = alice.items(thread_of(events))
    streamed = [event["item"] for event in events if "item" in event]
    for entry in [events[0]["thread"], listed, *stored, *streamed]:
        assert datetime.fromisoformat(entry["created_at"]).utcoffset() is not None
    assert stored[-1]["created_at"] == streamed[-1]["created_at"]


def test_retry_answers_the_question_again(alice: Person) -> None:
    thread_id = alice.thread("One")
    alice.ask("Two", thread_id)
    question = alice.items(thread_id)[0]
    events = alice.stream("threads.retry_after_item", thread_id=thread_id, item_id=question["id"])
    assert text_of(answer_of(events)) == "You said: One"
    assert [text_of(item) for item in alice.items(thread_id)] == ["One", "You said: One"]


def test_of_feedback_the_latest_word_counts_and_only_the_owners(alice: Person, bob: Person) -> None:
    thread_id = alice.thread()
    params = {"thread_id": thread_id, "item_ids": [alice.items(thread_id)[-1]["id"]]}
    for kind in ("positive", "negative"):
        assert alice.call("items.feedback", **params, kind=kind) == {}
    refused = bob.post({"type": "items.feedback", "params": {**params, "kind": "positive"}})
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    rows = f"Feedback.objects.filter(item__thread='{thread_id}').values_list('kind', 'item__item_id')"
    assert alice.site.python(f"print(*{rows})") == str(("negative", params["item_ids"][0]))


def test_a_failing_model_ends_in_one_event_and_keeps_the_question(alice: Person) -> None:
    events = alice.ask('script:{"words": 9, "fail_after": 3}')
    assert [event["type"] for event in events[-2:]] == ["thread.item.done", "error"]
    assert events[-1]["message"] == "The assistant could not finish this answer."
    assert events[-1]["allow_retry"] is True
    assert next(item["type"] for item in alice.items(thread_of(events))) == "user_message"
