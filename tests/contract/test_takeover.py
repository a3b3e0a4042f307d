"""A staff member takes a thread over: they answer, the assistant is silent, and knows afterwards what was said."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from websockets.sync.client import ClientConnection

from tests.listening import closed_with, heard, listening
from tests.people import Person, message, script, text_of, thread_of
from tests.responses_api import ResponsesApi
from tests.site import Site
from tests.staff import Carol


@pytest.fixture
def carol(site: Site) -> Carol:
    carol = Carol.hired(site)
    site.python(f"User.objects.filter(username='{carol.person.name}').update(first_name='Carol', last_name='Jones')")
    return carol


def _said(alice: Person, thread: str) -> list[str]:
    """The thread as Alice sees it, in words."""
    items = alice.items(thread)
    words = {"widget": lambda item: item["copy_text"], "task": lambda item: item["task"]["title"]}
    return [words.get(item["type"], text_of)(item) for item in items if item["type"] != "end_of_turn"]


def test_a_colleague_answers_instead_of_the_assistant_and_hands_back(alice: Person, carol: Carol) -> None:
    thread = alice.thread("Hello")
    assert "done for 1" in carol.decides("take", thread)
    events = alice.ask("Is anybody there?", thread)
    assert not [event for event in events if "assistant" in json.dumps(event)]
    assert alice.settled(thread) == "finished"
    assert carol.writes(thread, "I am, **Alice**.").status_code == 302
    assert "done for 1" in carol.decides("hand_back", thread)
    assert _said(alice, thread) == [
        "Hello",
        "You said: Hello",
        "Carol Jones has joined and answers you now.",
        "Is anybody there?",
        "Carol Jones: I am, **Alice**.",
        "Carol Jones has left. The assistant answers again.",
    ]
    assert text_of(alice.ask("Thanks", thread)[-1]["item"]) == "You said: Thanks"


def test_the_form_reaches_its_thread_whatever_the_id_is(alice: Person, carol: Carol) -> None:
    """The admin reads an id in an address otherwise than it is written: `_26` is `&`."""
    thread = alice.thread("Hello")
    carol.decides("take", thread)
    assert f'action="/admin/chatkit/thread/{quote(thread)}/reply/"' in carol.reads(thread)


def test_the_assistant_knows_afterwards_what_was_said_and_by_whom(
    asker: Person, keyed: Site, api: ResponsesApi
) -> None:
    thread = thread_of(asker.ask("Hello"))
    carol = Carol.hired(keyed)
    carol.decides("take", thread)
    asked = len(api.requests)
    asker.ask("May I have a refund?", thread)
    carol.writes(thread, "You may.")
    assert len(api.requests) == asked  # the model was told nothing meanwhile
    carol.decides("hand_back", thread)
    asker.ask("Thanks", thread)
    told = json.dumps(api.requests[-1]["input"])
    assert "May I have a refund?" in told
    assert "A colleague: You may." in told
    said = [item["content"] for item in api.requests[-1]["input"] if item.get("role") == "assistant"]
    assert not [words for words in said if "You may." in words]


def test_what_she_writes_is_a_card_with_her_name_and_not_the_assistants_words(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    carol.writes(thread, "Hello <script>alert(1)</script>")
    card = alice.items(thread)[-1]
    assert card["type"] == "widget"
    who, words = card["widget"]["children"]
    assert [part.get("value") or part.get("label") or part["name"] for part in who["children"]] == [
        "profile",
        "Carol Jones",
        "Staff",
    ]
    assert words == {"type": "Markdown", "value": "Hello <script>alert(1)</script>"}
    page = carol.reads(thread)
    assert "<script>alert(1)" not in page
    assert "chatkit-bubble staff" in page


def _interrupted(alice: Person, carol: Carol) -> str:
    """A thread that was taken over while the assistant answered."""
    events = alice.events("threads.create", input=message(script(words=300, pace=0.05)))
    thread: str = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    carol.decides("take", thread)
    list(events)
    return thread


def test_a_running_answer_is_stopped_and_what_it_said_stays(alice: Person, carol: Carol) -> None:
    thread = _interrupted(alice, carol)
    assert alice.settled(thread) == "stopped"
    question, answer, *_, joined = [item for item in alice.items(thread) if item["type"] != "sdk_hidden_context"]
    assert (question["type"], joined["type"]) == ("user_message", "task")
    assert text_of(answer).startswith("word0 ")


def test_two_colleagues_cannot_take_the_same_thread(alice: Person, carol: Carol, site: Site) -> None:
    thread = alice.thread()
    cara = Carol.hired(site)
    said: list[str] = []
    both = [threading.Thread(target=lambda who=who: said.append(who.decides("take", thread))) for who in (carol, cara)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(said) == ["Take over: Unchanged: 1.", "Take over: done for 1."] or sorted(said) == [
        "Take over: done for 0. Unchanged: 1.",
        "Take over: done for 1.",
    ]
    joined = [item for item in alice.items(thread) if item["type"] == "task"]
    assert len(joined) == 1
    replies = sorted(who.writes(thread, "Hello").status_code for who in (carol, cara))
    assert replies == [302, 409]


def test_who_has_not_taken_it_keeps_what_they_wrote(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    refused = carol.writes(thread, "Half a <b>letter")
    assert (refused.status_code, "Half a &lt;b&gt;letter" in refused.text) == (409, True)
    assert "you have not taken this thread over" in refused.text
    assert carol.writes(thread, " ").status_code == 400
    assert len(alice.items(thread)) == 2


def test_in_a_locked_thread_staff_add_nothing_either(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    carol.decides("lock", thread)
    assert carol.writes(thread, "One more thing").status_code == 409


@pytest.mark.parametrize(
    "operation",
    [
        {"type": "threads.retry_after_item", "params": {"item_id": "ITEM"}},
        {"type": "threads.add_client_tool_output", "params": {"result": {}}},
        {"type": "threads.add_structured_input", "params": {"item_id": "ITEM", "input": {"answers": {}}}},
    ],
)
def test_nobody_wakes_the_assistant_meanwhile(operation: dict[str, Any], alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    operation = json.loads(json.dumps(operation).replace("ITEM", alice.items(thread)[0]["id"]))
    operation["params"]["thread_id"] = thread
    refused = alice.post(operation)
    assert (refused.status_code, refused.json()["code"]) == (423, "taken")


def test_it_needs_the_permission_and_that_of_reading(alice: Person, site: Site) -> None:
    thread = alice.thread()
    for may in (("view_thread", "view_content", "moderate"), ("view_thread", "reply")):
        other = Carol.hired(site, may=may)
        assert other.tries("take", thread).status_code == 403
        assert other.writes(thread, "Hello").status_code == 403


def test_who_answers_there_reads_there_without_another_reason(alice: Person, carol: Carol) -> None:
    thread = alice.thread("A secret")
    carol.decides("take", thread, reason="They asked for somebody")
    page = carol.opens(thread).text
    assert "You said: A secret" in page
    assert "They asked for somebody" in page


def test_each_reply_is_in_the_trail_without_its_words(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    carol.writes(thread, "Something private")
    entry = alice.site.python(
        f"e = AuditEntry.objects.filter(thread_id='{thread}', act='reply').get()", "print(e.actor, e.item_id, e.detail)"
    )
    assert entry == f"{carol.person.name} {alice.items(thread)[-1]['id']} {{}}"


def test_a_reply_can_be_redacted(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    carol.writes(thread, "Something private")
    carol.decides("redact", thread, items=alice.items(thread)[-1]["id"])
    assert "private" not in json.dumps(alice.items(thread)) + carol.opens(thread).text


def test_the_page_hears_of_a_reply_within_a_second(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    with listening(alice) as socket:
        began = time.monotonic()
        carol.writes(thread, "Hello")
        assert heard(socket) == {"thread": thread, "moved": "changed", "tab": ""}
        assert time.monotonic() - began < 1


def _until(socket: ClientConnection, message: dict[str, Any]) -> None:
    """Some things are said twice: by who comes, and by who is asked."""
    while heard(socket) != message:
        pass


def test_each_side_hears_that_the_other_is_there(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    with listening(alice) as here:
        here.send(json.dumps({"watching": thread}))
        with listening(carol.person, to=f"desk/?thread={thread}") as desk:
            _until(desk, {"person": True})
            _until(here, {"thread": thread, "colleague": "Carol Jones"})
            here.send(json.dumps({"watching": None}))
            _until(desk, {"person": False})
            here.send(json.dumps({"watching": thread}))
            _until(desk, {"person": True})
            _until(here, {"thread": thread, "colleague": "Carol Jones"})
        _until(here, {"thread": thread, "colleague": ""})


def test_a_colleague_who_only_reads_is_not_announced(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    with listening(alice) as here, listening(carol.person, to=f"desk/?thread={thread}") as desk:
        here.send(json.dumps({"watching": thread}))
        assert heard(desk) == {"person": True}
        with pytest.raises(TimeoutError):
            heard(here, seconds=0.7)


def test_the_desk_hears_what_the_person_says(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    with listening(carol.person, to=f"desk/?thread={thread}") as desk:
        alice.ask("Hello?", thread)
        assert {heard(desk)["moved"], heard(desk)["moved"]} == {"started", "settled"}


def test_a_stranger_hears_nothing_at_a_desk_or_of_anothers_thread(alice: Person, bob: Person, carol: Carol) -> None:
    thread = alice.thread()
    with listening(bob, to=f"desk/?thread={thread}") as socket:
        assert closed_with(socket, seconds=5) == 4404
    carol.decides("take", thread)
    with listening(carol.person, to=f"desk/?thread={thread}") as desk, listening(bob) as socket:
        socket.send(json.dumps({"watching": thread}))
        for rubbish in ('{"watching": 7}', "[" * 900, '{"watching": "\\u0000"}', '"' + "x" * 5000 + '"'):
            socket.send(rubbish)
        with pytest.raises(TimeoutError):
            heard(socket, seconds=0.7)
        with pytest.raises(TimeoutError):
            heard(desk, seconds=0.1)


def test_erasing_a_thread_that_was_taken_leaves_nothing_behind(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("take", thread)
    carol.decides("erase", thread)
    assert carol.writes(thread, "Hello").status_code == 404
    assert alice.post({"type": "threads.get_by_id", "params": {"thread_id": thread}}).status_code == 404


def test_the_assistant_is_not_told_that_the_person_stopped_it(alice: Person, carol: Carol) -> None:
    thread = _interrupted(alice, carol)
    rows = f"Item.objects.filter(thread='{thread}', type='sdk_hidden_context')"
    assert alice.site.python(f"print(*[row.content['content'] for row in {rows}])").startswith("The staff of this site")
