"""Staff of the site tell everybody something beside the chat, and close it for maintenance."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import httpx2
import pytest

from tests.listening import heard, listening
from tests.people import Person, message
from tests.site import Site
from tests.staff import Carol

PAGE = "/admin/chatkit/announcement/1/change/"


@pytest.fixture
def carol(site: Site) -> Iterator[Carol]:
    carol = Carol.hired(site)
    yield carol
    _announces(carol, "")


def _announces(carol: Carol, text: str, **fields: str) -> httpx2.Response:
    return carol.person.submit(PAGE, {"text": text, **fields})


def test_what_is_announced_is_told_to_open_pages_and_to_those_that_come(alice: Person, carol: Carol) -> None:
    assert alice.http.get("/chat/announcement/").json() == {"announcement": ""}
    with listening(alice) as socket:
        began = time.monotonic()
        _announces(carol, "Back at <b>noon</b>")
        assert heard(socket) == {"announcement": "Back at <b>noon</b>"}
        assert time.monotonic() - began < 1
    assert alice.http.get("/chat/announcement/").json() == {"announcement": "Back at <b>noon</b>"}
    assert "Back at &lt;b&gt;noon" in carol.http.get(PAGE).text


def test_nothing_is_added_during_maintenance_and_everything_is_read(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    before = alice.items(thread)
    _announces(carol, "Back at noon", is_closed="on")
    for operation in (
        {"type": "threads.update", "params": {"thread_id": thread, "title": "Another"}},
        {"type": "threads.sync_custom_action", "params": {"thread_id": thread, "action": {"type": "x", "payload": {}}}},
    ):
        refused = alice.post(operation)
        assert (refused.status_code, refused.json()) == (503, {"code": "maintenance", "message": "Back at noon"})
        assert refused.headers["Retry-After"] == "300"
    streamed = alice.post(
        {"type": "threads.add_user_message", "params": {"thread_id": thread, "input": message("More")}}
    )
    assert (streamed.status_code, "Back at noon" in streamed.text) == (200, True)
    token = {"X-CSRFToken": alice.http.cookies["csrftoken"]}
    file = alice.http.post("/chat/uploads/", files={"file": ("a.txt", b"Hello", "text/plain")}, headers=token)
    create = {"name": "a.txt", "size": 5, "mime_type": "text/plain"}
    two = alice.post({"type": "attachments.create", "params": create})
    assert [one.json()["code"] for one in (file, two)] == ["maintenance", "maintenance"]
    new = alice.post({"type": "threads.create", "params": {"input": message("Hello")}})
    assert "Back at noon" in new.text
    assert alice.items(thread) == before
    assert len(alice.call("threads.list")["data"]) == 1
    _announces(carol, "Back at noon")
    assert alice.ask("Again", thread)[-1]["type"] == "thread.item.done"


def test_what_was_answered_before_is_found_again_during_maintenance(alice: Person, carol: Carol) -> None:
    request = {"type": "threads.create", "params": {"input": message("Once")}}
    answers = []
    for is_closed in ({}, {"is_closed": "on"}):
        _announces(carol, "Back at noon", **is_closed)
        sent = alice.post(request, **{"Idempotency-Key": "k1"})
        assert "You said: Once" in sent.text
        answers.append(sent.headers["chatkit-answer"])
    assert answers[0] == answers[1]


def test_without_words_there_is_a_usual_sentence(alice: Person, carol: Carol) -> None:
    _announces(carol, "", is_closed="on")
    refused = alice.post({"type": "threads.create", "params": {"input": message("Hello")}})
    assert "The chat is being worked on." in refused.text


def test_a_running_answer_comes_to_its_end(alice: Person, carol: Carol) -> None:
    events = alice.events("threads.create", input=message('script:{"words": 20, "pace": 0.05}'))
    next(event for event in events if "delta" in event.data.get("update", {}))
    _announces(carol, "", is_closed="on")
    assert json.dumps([event.data for event in events]).count("word19") >= 1


def test_it_is_in_the_trail(carol: Carol) -> None:
    _announces(carol, "Back at noon", is_closed="on")
    entry = carol.person.site.python(
        "e = AuditEntry.objects.filter(act='announce').first()", "print(e.actor, e.thread_id, e.detail)"
    )
    assert entry == f"{carol.person.name}  {{'text': 'Back at noon', 'is_closed': True}}"


@pytest.mark.parametrize(
    ("may", "everywhere"), [(("view_thread",), True), (("view_thread", "change_announcement"), False)]
)
def test_only_staff_of_the_whole_site_with_the_permission_speak_to_everybody(
    may: tuple[str, ...],
    everywhere: bool,  # noqa: FBT001 - a parameter
    alice: Person,
    site: Site,
) -> None:
    other = Carol.hired(site, may=may, everywhere=everywhere)
    assert other.http.get(PAGE).status_code == 403
    assert "announcement" not in other.http.get("/admin/").text
    assert alice.http.get(PAGE).status_code == 302


def test_nobody_reads_it_who_is_not_signed_in(nobody: Person) -> None:
    assert nobody.http.get("/chat/announcement/").status_code == 401
