"""Open pages are told which thread moved: one's own, and nobody else's, for as long as one is welcome."""

from __future__ import annotations

import pytest
from websockets.exceptions import InvalidStatus

from tests.listening import closed_with, heard, listening
from tests.people import Person


def test_an_answer_is_told_of_when_it_begins_and_when_it_ends(alice: Person) -> None:
    thread_id = alice.thread()
    alice.http.headers["ChatKit-Tab"] = "tab-1"
    with listening(alice) as socket:
        alice.ask("More", thread_id)
        assert heard(socket) == {"thread": thread_id, "moved": "started", "tab": "tab-1"}
        assert heard(socket) == {"thread": thread_id, "moved": "settled", "tab": "tab-1"}


def test_so_is_what_becomes_of_a_thread(alice: Person) -> None:
    thread_id = alice.thread()
    with listening(alice) as socket:
        alice.call("threads.update", thread_id=thread_id, title="Renamed")
        assert heard(socket)["moved"] == "changed"
        alice.call("threads.delete", thread_id=thread_id)
        assert heard(socket)["moved"] == "deleted"


def test_every_page_of_a_person_hears_it(alice: Person) -> None:
    thread_id = alice.thread()
    with listening(alice) as one, listening(alice) as other:
        alice.call("threads.update", thread_id=thread_id, title="Renamed")
        assert heard(one) == heard(other)


def test_nobody_else_hears_it(alice: Person, bob: Person) -> None:
    thread_id = alice.thread()
    with listening(bob) as socket:
        alice.call("threads.update", thread_id=thread_id, title="Renamed")
        with pytest.raises(TimeoutError):
            heard(socket, seconds=0.7)


def test_it_says_nothing_of_what_was_written(alice: Person) -> None:
    with listening(alice) as socket:
        alice.ask("A secret")
        told = [heard(socket), heard(socket)]
    assert all(set(one) == {"thread", "moved", "tab"} for one in told)


def test_somebody_who_is_not_signed_in_is_sent_away(nobody: Person) -> None:
    with listening(nobody) as socket:
        assert closed_with(socket, seconds=5) == 4401


def test_another_sites_page_is_not_let_in(alice: Person) -> None:
    with pytest.raises(InvalidStatus), listening(alice, origin="https://evil.example"):
        pass


def test_dora_stops_hearing_within_twenty_seconds(alice: Person) -> None:
    with listening(alice) as socket:
        alice.site.python(f"User.objects.filter(username='{alice.name}').update(is_active=False)")
        assert closed_with(socket, seconds=20) == 4401


def test_what_a_page_says_there_changes_nothing(alice: Person) -> None:
    thread_id = alice.thread()
    with listening(alice) as socket:
        socket.send('{"type": "thread.moved", "thread": "forged"}')
        socket.send(b"\x00\x01")
        alice.call("threads.update", thread_id=thread_id, title="Renamed")
        assert heard(socket)["thread"] == thread_id
