"""The process is killed in mid-text: the question is there, and the text up to two seconds before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tests.faults.figures import figures
from tests.faults.sockets import Wire, items, query, settled, thread_with
from tests.people import Person, text_of
from tests.site import SERVERS, Site

KILLS, AT_ONCE = 5, 5
CHECKPOINT, TOLERANCE = 2.0, 0.5


def _arrivals(wire: Wire, arrived: list[float]) -> None:
    """Note when each word comes, until the connection breaks."""
    try:
        while part := wire.socket.recv(65536):
            arrived += [time.monotonic()] * part.count(b'"delta":"word')
    except OSError:
        pass


@pytest.mark.parametrize("server", SERVERS)
def test_what_was_said_is_there_and_the_thread_goes_on(server: str, new_site: Callable[..., Site]) -> None:
    lost: list[float] = []
    with new_site(server=server) as site:
        alice = Person.signed_up(site, "alice")
        for kill in range(KILLS):
            alice.thread()  # the first answer of a process is slower, and its words come too late to be counted
            wires = [
                Wire(alice, f'script:{{"words": 2000, "pace": 0.02, "mark": "k{kill}n{n}x"}}') for n in range(AT_ONCE)
            ]
            arrived: list[list[float]] = [[] for _ in wires]
            readers = [threading.Thread(target=_arrivals, args=pair) for pair in zip(wires, arrived, strict=True)]
            for reader in readers:
                reader.start()
            time.sleep(3 + kill * 0.37)
            killed = time.monotonic()
            site.kill()
            for reader, wire in zip(readers, wires, strict=True):
                reader.join()
                wire.close()
            for number, moments in enumerate(arrived):
                thread_id = thread_with(site, f"k{kill}n{number}x")
                kinds, texts = zip(*items(site, thread_id), strict=True)
                assert kinds == ("user_message", "assistant_message")
                kept = texts[1].count("word")
                due = sum(moment < killed - CHECKPOINT - TOLERANCE for moment in moments)
                assert kept >= due > 0
                lost.append(killed - moments[kept - 1] if kept <= len(moments) else 0)
            site.start()
        died = time.monotonic()
        thread_id = thread_with(site, "k4n0x")
        while alice.post({"type": "threads.add_user_message", "params": _question(thread_id)}).status_code == 409:
            assert time.monotonic() - died < 10
            time.sleep(0.1)
        assert text_of(alice.items(thread_id)[-1]) == "You said: Go on"
        assert settled(site, thread_id) == "finished"
        assert query(site, "SELECT count(*) FROM chatkit_answer WHERE state = 'interrupted'")[0][0] >= 1
        for number in range(1, AT_ONCE):
            assert alice.settled(thread_with(site, f"k4n{number}x")) == "interrupted"
    figures.add("killed in mid-text: text lost", server=server, found=f"{max(lost):.1f} s at most, in {len(lost)}")


def _question(thread_id: str) -> dict:
    from tests.people import message

    return {"thread_id": thread_id, "input": message("Go on")}
