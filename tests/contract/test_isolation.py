"""Nobody reads or changes what is somebody else's, and nobody learns whether it exists."""

from __future__ import annotations

import pytest

from tests.contract.operations import ALL, params
from tests.people import Person, message

NAMED = [operation for operation in ALL if "THREAD" in str(params(operation, thread_id="THREAD", item_id="ITEM"))]
WITH_ITEM = [operation for operation in NAMED if "ITEM" in str(params(operation, thread_id="THREAD", item_id="ITEM"))]
# The date and the length of a body are no news to anybody.
HEADERS = ("content-type", "cache-control", "vary", "content-length")


def _outcome(person: Person, operation: str, **ids: str) -> tuple[object, ...]:
    response = person.post({"type": operation, "params": params(operation, **ids)})
    return response.status_code, response.text, [response.headers.get(name) for name in HEADERS]


@pytest.fixture
def bobs(bob: Person) -> tuple[str, str]:
    """A thread of bob's and its question."""
    thread_id = bob.thread("bob's secret")
    return thread_id, bob.items(thread_id)[0]["id"]


@pytest.mark.parametrize("operation", NAMED)
def test_a_strangers_thread_is_as_good_as_none(
    operation: str, alice: Person, bob: Person, bobs: tuple[str, str]
) -> None:
    thread_id, item_id = bobs
    before = bob.items(thread_id), bob.call("threads.list")
    foreign = _outcome(alice, operation, thread_id=thread_id, item_id=item_id)
    absent = _outcome(alice, operation, thread_id="thr_none", item_id="msg_none")
    assert foreign == absent
    assert foreign[0] == 404
    assert (bob.items(thread_id), bob.call("threads.list")) == before
    assert alice.call("threads.list")["data"] == []


@pytest.mark.parametrize("operation", WITH_ITEM)
def test_a_strangers_item_in_ones_own_thread_is_as_good_as_none(
    operation: str, alice: Person, bob: Person, bobs: tuple[str, str]
) -> None:
    own = alice.thread()
    before = alice.items(own), bob.items(bobs[0])
    foreign = _outcome(alice, operation, thread_id=own, item_id=bobs[1])
    absent = _outcome(alice, operation, thread_id=own, item_id="msg_none")
    assert foreign == absent
    assert foreign[0] == 404
    assert (alice.items(own), bob.items(bobs[0])) == before


@pytest.mark.parametrize("operation", ["threads.list", "items.list"])
def test_a_strangers_cursor_is_as_good_as_none(operation: str, alice: Person, bobs: tuple[str, str]) -> None:
    own = alice.thread()
    params_ = {"thread_id": own} if operation == "items.list" else {}
    answers = [
        alice.post({"type": operation, "params": {**params_, "after": after}})
        for after in (bobs[operation == "items.list"], "none")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text


def test_a_strangers_file_cannot_be_attached(alice: Person) -> None:
    thread_id = alice.thread()
    for operation, more in (("threads.create", {}), ("threads.add_user_message", {"thread_id": thread_id})):
        input_ = message("Look", attachments=["atc_of_bob"])
        response = alice.post({"type": operation, "params": {**more, "input": input_}})
        assert response.status_code == 404
    assert len(alice.call("threads.list")["data"]) == 1
    assert len(alice.items(thread_id)) == 2


def test_the_lists_show_only_ones_own(alice: Person, bob: Person) -> None:
    mine, theirs = alice.thread(), bob.thread()
    assert [thread["id"] for thread in alice.call("threads.list")["data"]] == [mine]
    assert [thread["id"] for thread in bob.call("threads.list")["data"]] == [theirs]
