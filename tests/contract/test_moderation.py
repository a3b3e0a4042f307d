"""Staff lock, close, flag, assign, label, note and keep threads in the admin; each needs a permission and a reason."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.admin.utils import quote

from chat.moderation import ACTS
from tests.people import Person, message, script, text_of
from tests.site import Site
from tests.staff import Carol


@pytest.fixture
def carol(site: Site) -> Carol:
    return Carol.hired(site)


def _adding(thread_id: str, item_id: str) -> list[dict[str, Any]]:
    """Every operation that adds something to a thread."""
    thread = {"thread_id": thread_id}
    action = {"type": "any", "payload": {}}
    return [
        {"type": "threads.add_user_message", "params": {**thread, "input": message("More")}},
        {"type": "threads.retry_after_item", "params": {**thread, "item_id": item_id}},
        {"type": "threads.custom_action", "params": {**thread, "action": action}},
        {"type": "threads.sync_custom_action", "params": {**thread, "action": action}},
        {"type": "threads.add_client_tool_output", "params": {**thread, "result": {}}},
        {"type": "threads.add_structured_input", "params": {**thread, "item_id": item_id, "input": {"answers": {}}}},
        {"type": "threads.update", "params": {**thread, "title": "Another"}},
    ]


@pytest.mark.parametrize(("act", "undo"), [("lock", "unlock"), ("close", "reopen")])
def test_nothing_is_added_to_a_thread_that_is_not_open(act: str, undo: str, alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    before = alice.items(thread)
    assert "done for 1" in carol.decides(act, thread, message="Please write to us.")
    for operation in _adding(thread, before[0]["id"]):
        refused = alice.post(operation)
        assert (refused.status_code, refused.json()["code"]) == (423, f"{act}ed".replace("ee", "e")), operation
        assert refused.json()["message"] == "Please write to us."
    assert alice.items(thread) == before
    assert "done for 1" in carol.decides(undo, thread)
    assert alice.ask("Again", thread)[-1]["type"] == "thread.item.done"


def test_a_thread_says_itself_why_it_is_locked(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("lock", thread, message="We are looking into it.")
    shown = alice.call("threads.get_by_id", thread_id=thread)
    assert shown["status"] == {"type": "locked", "reason": "We are looking into it."}


def test_a_lock_stops_the_answer_that_is_being_written_and_keeps_what_it_said(alice: Person, carol: Carol) -> None:
    events = alice.events("threads.create", input=message(script(words=300, pace=0.05)))
    thread = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    began = time.monotonic()
    carol.decides("lock", thread)
    assert alice.settled(thread) == "stopped"
    assert time.monotonic() - began < 3
    list(events)
    assert text_of(alice.items(thread)[-1]).startswith("word0 ")


def test_what_has_to_be_kept_is_not_deleted_by_its_person(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("hold", thread)
    refused = alice.post({"type": "threads.delete", "params": {"thread_id": thread}})
    assert (refused.status_code, refused.json()["code"]) == (423, "held")
    assert alice.items(thread)
    carol.decides("release", thread)
    assert alice.post({"type": "threads.delete", "params": {"thread_id": thread}}).status_code == 200


def test_what_staff_keep_of_a_thread_is_on_its_page_and_not_in_the_persons(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("flag", thread, reason="Looks like spam")
    carol.decides("note", thread, reason="Called them <b>today</b>")
    carol.decides("label", thread, new="billing, urgent")
    carol.decides(
        "assign",
        thread,
        assignee=carol.person.site.python(f"print(User.objects.get(username='{carol.person.name}').pk)"),
    )
    page = carol.opens(thread).text
    for shown in ("Looks like spam", "Called them &lt;b&gt;today&lt;/b&gt;", "billing", "urgent", carol.person.name):
        assert shown in page
    theirs = str(alice.items(thread)) + str(alice.call("threads.get_by_id", thread_id=thread))
    assert not [word for word in ("spam", "today", "billing", carol.person.name) if word in theirs]
    assert "done for 1" in carol.decides("unflag", thread)
    assert "⚑" not in carol.opens(thread).text


def test_whoever_looks_at_a_thread_is_offered_what_would_change_it(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    offered = [act for act in ACTS if f"/acts/{act}/?" in carol.opens(thread).text]
    assert offered == ["lock", "close", "take", "flag", "assign", "label", "note", "hold", "export", "erase", "suspend"]
    for act in ("close", "flag", "hold"):
        carol.decides(act, thread)
    offered = [act for act in ACTS if f"/acts/{act}/?" in carol.opens(thread).text]
    assert offered == ["reopen", "flag", "unflag", "assign", "label", "note", "release", "export", "suspend"]


def test_an_act_tells_honestly_what_it_did(alice: Person, carol: Carol) -> None:
    one, two, three = alice.thread(), alice.thread(), alice.thread()
    carol.decides("lock", one)
    alice.call("threads.delete", thread_id=two)
    said = carol.decides("lock", one, two, three)
    assert said == "Lock: done for 1. Unchanged: 1. No longer there: 1."


def test_nothing_is_done_without_a_reason(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    answer = carol.tries("lock", thread, reason="  ")
    assert (answer.status_code, "This field is required" in answer.text) == (200, True)
    assert alice.call("threads.get_by_id", thread_id=thread)["status"] == {"type": "active"}


@pytest.mark.parametrize(
    "act",
    ["lock", "close", "take", "hand_back", "flag", "assign", "label", "note", "hold", "redact", "export", "erase"],
)
def test_an_act_needs_its_permission(act: str, alice: Person, site: Site) -> None:
    thread = alice.thread()
    before = alice.items(thread)
    reader = Carol.hired(site, may=("view_thread", "view_content"))
    assert reader.tries(act, thread).status_code == 403
    assert (
        act
        not in reader.http.get("/admin/chatkit/thread/").text.partition('name="action"')[2].partition("</select>")[0]
    )
    assert alice.items(thread) == before


def test_who_is_no_staff_sees_nothing_of_it(alice: Person, bob: Person) -> None:
    thread = alice.thread()
    for path in ("", f"{quote(thread)}/change/", "acts/lock/"):
        assert bob.http.get(f"/admin/chatkit/thread/{path}").status_code == 302


def test_labels_that_there_are_can_be_chosen_and_others_added(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    carol.decides("label", thread, new="billing, urgent")
    urgent = alice.site.python("print(Label.objects.get(name='urgent').pk)")
    form = carol.http.get(f"/admin/chatkit/thread/acts/label/?ids={thread}").text
    assert form.count(" checked") == 2
    assert "done for 1" in carol.decides("label", thread, labels=urgent, new="solved")
    assert alice.site.python(f"print(*Thread.objects.get(pk='{thread}').labels.all())") == "solved urgent"
    assert carol.tries("label", thread, new="x" * 41).status_code == 200
