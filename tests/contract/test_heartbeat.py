"""A silent stream says that it is still there, in a way that no parser takes for an event."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people import Person, message, text_of
from tests.site import Site


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("quick"), TEST_CHATKIT='{"HEARTBEAT_SECONDS": 1}') as running:
        yield running


def test_silence_is_broken_by_a_comment(quick: Site) -> None:
    alice = Person.signed_up(quick, "alice")
    request = {"type": "threads.create", "params": {"input": message('script:{"silence": 3.5, "words": 2}')}}
    response = alice.post(request)
    lines = response.text.split("\n")
    assert lines.count(": still here") == 3
    # Not followed by the blank line that would send an empty event off.
    assert all(lines[number + 1] != "" for number, line in enumerate(lines) if line.startswith(":"))


def test_a_stream_that_talks_has_none(quick: Site) -> None:
    alice = Person.signed_up(quick, "alice")
    request = {"type": "threads.create", "params": {"input": message('script:{"words": 30, "pace": 0.05}')}}
    assert ": still here" not in alice.post(request).text


def test_a_follower_hears_it_too(quick: Site) -> None:
    alice = Person.signed_up(quick, "alice")
    events = alice.events("threads.create", input=message('script:{"silence": 2.5, "words": 2}'))
    thread_id = next(events).data["thread"]["id"]
    with alice.http.stream("GET", f"/chat/answers/{alice.answer}/") as response:
        lines = list(response.iter_lines())
    assert ": still here" in lines
    assert text_of(alice.items(thread_id)[1]) == "word0 word1"
    events.close()
