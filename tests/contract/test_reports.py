"""People report answers, guardrails object and colleagues flag; it all comes into one queue, live for its watchers."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest

from tests.listening import closed_with, heard, listening
from tests.people import Person, thread_of
from tests.site import Site
from tests.staff import Carol

QUEUE = "/admin/chatkit/flag/"


@pytest.fixture
def carol(site: Site) -> Carol:
    return Carol.hired(site)


def _reports(person: Person, thread: str, item: str, **fields: Any) -> httpx2.Response:
    body = {"thread": thread, "item": item, "reason": "wrong", **fields}
    return person.http.post("/chat/reports/", json=body, headers=person.headers)


def test_a_report_is_in_the_queue_and_at_the_thread(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    answer = alice.items(thread)[-1]["id"]
    done = _reports(alice, thread, answer, text="It is <b>not</b> true")
    assert (done.status_code, done.json()) == (201, {"message": "Thank you. Our staff will look at it."})
    said = "It is wrong: It is &lt;b&gt;not&lt;/b&gt; true"
    queue = carol.http.get(QUEUE).text
    assert said in queue
    assert f"#item-{answer}" in queue
    assert said in carol.opens(thread).text


def test_the_same_answer_is_reported_once_and_again_when_it_was_settled(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    answer = alice.items(thread)[-1]["id"]
    for text in ("First", "Second"):
        assert _reports(alice, thread, answer, text=text).status_code == 201
    queue = carol.http.get(QUEUE).text
    assert ("First" in queue, "It is wrong: Second" in queue) == (False, True)
    carol.decides("unflag", thread)
    assert "Second" not in carol.http.get(QUEUE).text
    assert "Second" in carol.http.get(f"{QUEUE}?settled=yes").text
    _reports(alice, thread, answer, text="Third")
    assert "Third" in carol.http.get(QUEUE).text


def test_nobody_reports_what_is_anothers_or_their_own_words_or_not_there(alice: Person, bob: Person) -> None:
    thread = alice.thread()
    question, answer = (item["id"] for item in alice.items(thread)[:2])
    assert _reports(bob, thread, answer).status_code == 404
    assert _reports(alice, thread, question).status_code == 404
    assert _reports(alice, thread, "msg_none").status_code == 404
    assert alice.site.python(f"print(Flag.objects.filter(thread='{thread}').count())") == "0"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"thread": "t", "item": "i"}',
        b'{"thread": "t", "item": "i", "reason": "boredom"}',
        b'{"thread": 1, "item": "i", "reason": "wrong"}',
        b'{"thread": "' + b"t" * 300 + b'", "item": "i", "reason": "wrong"}',
        b'{"thread": "t", "item": "i", "reason": "wrong", "text": "' + b"x" * 1001 + b'"}',
    ],
)
def test_what_is_no_report_is_refused(body: bytes, alice: Person) -> None:
    refused = alice.http.post("/chat/reports/", content=body, headers=alice.headers)
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")


def test_it_wants_somebody_who_is_signed_in_with_the_token_of_the_page(alice: Person, nobody: Person) -> None:
    thread = alice.thread()
    assert _reports(nobody, thread, "msg_none").status_code in (401, 403)
    forged = alice.http.post("/chat/reports/", json={"thread": thread, "item": "msg_none", "reason": "wrong"})
    assert forged.status_code == 403
    assert alice.http.get("/chat/reports/").status_code == 405


def test_a_locked_thread_can_be_reported(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("lock", thread)
    assert _reports(alice, thread, alice.items(thread)[-1]["id"]).status_code == 201


def test_what_a_guardrail_objects_to_is_in_the_queue(asker: Person, keyed: Site) -> None:
    thread = thread_of(asker.ask("My card is 4111 1111 1111 1111, please book it."))
    queue = Carol.hired(keyed).http.get(f"{QUEUE}?q={thread}").text
    assert "no_card_numbers" in queue
    assert "4111" not in queue
    assert f"#item-{asker.items(thread)[0]['id']}" in queue


def test_who_watches_the_queue_hears_at_once(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    answer = alice.items(thread)[-1]["id"]
    with listening(carol.person, to="queue/") as socket:
        began = time.monotonic()
        _reports(alice, thread, answer)
        assert heard(socket) == {"moved": "queue"}
        assert time.monotonic() - began < 1
        carol.decides("unflag", thread)
        assert heard(socket) == {"moved": "queue"}
        carol.decides("flag", thread)
        assert heard(socket) == {"moved": "queue"}


def test_a_person_does_not_watch_it(alice: Person) -> None:
    with listening(alice, to="queue/") as socket:
        assert closed_with(socket, seconds=5) == 4404
    assert alice.http.get(QUEUE).status_code == 302


def test_an_act_from_the_queue_is_on_its_threads(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    answer = alice.items(thread)[-1]["id"]
    _reports(alice, thread, answer)
    flag = alice.site.python(f"print(Flag.objects.get(thread='{thread}').pk)")
    token = carol.http.cookies["csrftoken"]
    chosen = {"action": "unflag", "_selected_action": flag, "csrfmiddlewaretoken": token}
    page = carol.http.post(QUEUE, data=chosen, headers={"Referer": carol.person.site.url})
    assert f'name="ids" value="{thread}"' in page.text


def test_a_flag_that_staff_raised_says_who(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("flag", thread, reason="Have a look")
    queue = carol.http.get(f"{QUEUE}?q={thread}").text
    assert "Have a look" in queue
    assert carol.person.name in queue
