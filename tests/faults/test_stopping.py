"""Stop at the worst moments: the model's work ends within a second, and what was said is kept, with one mark."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.figures import figures
from tests.faults.sockets import Wire, items, left_behind, query, settled, thread_with
from tests.people import Person
from tests.site import Site

TIMES = 20
MOMENTS = {
    "before the first byte": {"silence": 30},
    "while the model is silent": {"silence": 30},
    "in mid-text": {"words": 2000, "pace": 0.01},
    "while blocked in writing": {"words": 20000, "pad": 1500, "pace": 0.0005},
}


def _stop(person: Person, moment: str) -> tuple[str, float, int]:
    """Ask and stop at this moment; the thread, the seconds that it took, and the words that had come."""
    mark = uuid.uuid4().hex
    script = "script:" + json.dumps({**MOMENTS[moment], "mark": mark})
    log = Path(person.site.environment["SCRIPT_LOG"])
    log.touch()
    told = len(_told(log))
    wire = Wire(person, script, buffer=4096 if "blocked" in moment else 0)
    if moment == "before the first byte":
        thread_id = thread_with(person.site, mark)
        answer_id = query(person.site, "SELECT id FROM chatkit_answer WHERE thread_id = %s", thread_id)[0][0]
    else:
        answer_id = wire.answer_id
        wire.until("stream_options")
        thread_id = thread_with(person.site, mark)
    _wait(lambda: len(_told(log)) > told, "The model was not asked.")
    if moment == "in mid-text":
        wire.until("word20")
    elif moment == "while blocked in writing":
        time.sleep(0.6)  # enough to fill every buffer, of which we read none
    begin = time.monotonic()
    state = person.stop(answer_id).json()["state"]
    _wait(lambda: _told(log)[told:] == ["begun", "cancelled"], f"The model works on; the answer is {state}.")
    seconds = float(log.read_text().split()[-1]) - begin
    words = wire.words
    wire.close()
    return thread_id, seconds, words


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + 10
    while not until():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.005)


def _told(log: Path) -> list[str]:
    """What became of the model's calls so far, oldest first."""
    return log.read_text().split()[::2]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_model_stops_and_the_text_is_kept(moment: str, site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    slowest = 0.0
    for _ in range(TIMES):
        thread_id, seconds, words = _stop(alice, moment)
        slowest = max(slowest, seconds)
        assert settled(site, thread_id) == "stopped"
        stored = items(site, thread_id)
        expected = ["user_message", "assistant_message", "sdk_hidden_context"]
        has_text = "words" in MOMENTS[moment]
        assert [kind for kind, _ in stored] == [kind for kind in expected if has_text or "assistant" not in kind]
        if has_text:
            assert stored[1][1].count("word") >= words
    found = left_behind(alice)
    figures.add(
        f"stopped {moment}: until the model's work ended", server=site.server, found=f"{slowest * 1000:.0f} ms at most"
    )
    assert slowest < 1
    assert (found["answers"], found["tasks"], found["claims"], found["transactions"]) == (0, [], 0, 0)
