"""SIGTERM with twenty answers running: those that can end, end; the others are kept and marked; nothing is left."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import pytest

from tests.faults.figures import figures
from tests.faults.sockets import Wire, items, query, thread_with
from tests.people import Person, message
from tests.site import SERVERS, Site

SHORT, LONG = {"words": 100, "pace": 0.02}, {"words": 2000, "pace": 0.02}


@pytest.mark.parametrize("server", SERVERS)
def test_nothing_is_lost_and_nothing_left(server: str, new_site: Callable[..., Site]) -> None:
    import json

    with new_site(server=server) as site:
        alice = Person.signed_up(site, "alice")
        wires = [
            Wire(alice, "script:" + json.dumps({**(SHORT if number < 10 else LONG), "mark": f"m{number}x"}))
            for number in range(20)
        ]
        for wire in wires:
            wire.until("word5 ")
        begin = time.monotonic()
        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        refused = alice.post({"type": "threads.create", "params": {"input": message("Hello")}})
        assert refused.status_code == 200
        assert "The site is being restarted." in refused.text
        for wire in wires:
            wire.until("\r\n0\r\n\r\n")  # each stream comes to its end
        site.process.wait(15)
        seconds = time.monotonic() - begin
        states = dict(query(site, "SELECT state, count(*) FROM chatkit_answer GROUP BY state"))
        assert states == {"finished": 10, "interrupted": 10}
        for number, wire in enumerate(wires):
            kinds, texts = zip(*items(site, thread_with(site, f"m{number}x")), strict=True)
            assert kinds == ("user_message", "assistant_message")
            words = texts[1].count("word")
            assert words == 100 if number < 10 else 100 < words < 400
            assert words >= wire.words
            wire.close()
        site.start()
        for number in (0, 15):
            alice.ask("Go on", thread_with(site, f"m{number}x"))
    figures.add(
        "SIGTERM with 20 answers", server=server, found=f"10 finished, 10 kept and marked, ended in {seconds:.1f} s"
    )


@pytest.mark.parametrize("server", SERVERS)
def test_an_idle_process_ends_at_once(server: str, new_site: Callable[..., Site]) -> None:
    with new_site(server=server) as site:
        Person.signed_up(site, "alice").thread("Hello")
        begin = time.monotonic()
        site.process.send_signal(signal.SIGTERM)
        site.process.wait(10)
        assert time.monotonic() - begin < 2
        site.start()
