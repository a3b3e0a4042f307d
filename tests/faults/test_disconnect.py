"""The reader goes away at the worst moments; the answer is complete in the database all the same, once."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.figures import figures
from tests.faults.sockets import Wire, items, left_behind, settled, thread_with
from tests.people import Person
from tests.site import Site

TIMES = 20
MOMENTS = {
    "before the first byte": {"words": 30, "pace": 0.01},
    "while the model is silent": {"silence": 0.5, "words": 30, "pace": 0.01},
    "in mid-text": {"words": 60, "pace": 0.01},
    "while blocked in writing": {"words": 1500, "pad": 3000},
}


def _leave(person: Person, moment: str, *, abruptly: bool) -> tuple[str, int]:
    """Ask and go away at this moment; a mark of the question, and how many words its answer has."""
    mark = uuid.uuid4().hex
    script = {**MOMENTS[moment], "mark": mark}
    wire = Wire(person, "script:" + json.dumps(script), buffer=4096 if "blocked" in moment else 0)
    if moment == "before the first byte" and abruptly:
        thread_with(person.site, mark)  # a reset takes back even what was sent, unless it was read
    elif moment == "while the model is silent":
        wire.until("stream_options")
    elif moment == "in mid-text":
        wire.until("word20")
    elif moment == "while blocked in writing":
        thread_with(person.site, mark)
        settled(person.site, thread_with(person.site, mark))  # it has long ended while we read nothing
    wire.close(abruptly=abruptly)
    return mark, MOMENTS[moment]["words"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_answer_finishes_and_is_stored_once(moment: str, site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    with ThreadPoolExecutor(4) as pool:
        left = list(pool.map(lambda number: _leave(alice, moment, abruptly=number % 2 == 1), range(TIMES)))
    complete = 0
    for mark, words in left:
        thread_id = thread_with(site, mark)
        assert settled(site, thread_id) == "finished"
        stored = items(site, thread_id)
        assert [kind for kind, _ in stored] == ["user_message", "assistant_message"]
        complete += stored[1][1].count("word") == words
    found = left_behind(alice)
    figures.add(f"left {moment}: complete answers", server=site.server, found=f"{complete} of {TIMES}")
    assert complete == TIMES
    assert (found["answers"], found["tasks"], found["claims"], found["transactions"]) == (0, [], 0, 0)
    assert found["connections"] <= 8
