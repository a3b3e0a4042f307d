"""Two processes behind nginx, as `deploy/` has them: what runs in one is followed and stopped by way of either."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest

from tests import nginx, redis
from tests.listening import heard, listening
from tests.people import Person, message, script, text_of
from tests.site import Site
from tests.staff import Carol


@pytest.fixture
def proxied(new_site: Callable[..., Site], tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A site of two processes, and alice, who knows nothing of that."""
    rules = json.dumps({"LEASE_SECONDS": 3, "DRAIN_SECONDS": 8, "LIMITS": {"per_minute": 10, "at_once": None}})
    with redis.server() as url, new_site(REDIS_URL=url, TRUSTED_PROXY_COUNT="1", TEST_CHATKIT=rules) as site:
        twin = site.twin()
        with nginx.before([site.port, twin.port], tmp_path) as outside:
            alice = Person.signed_up(site, "alice")
            cookies = dict(alice.http.cookies)
            alice.http = httpx2.Client(base_url=outside, cookies=cookies, timeout=30)
            alice.http.headers["Origin"] = outside
            yield SimpleNamespace(site=site, twin=twin, alice=alice, url=outside)
            alice.http.close()
        twin.__exit__()


def test_an_answer_comes_as_it_is_written(proxied: SimpleNamespace) -> None:
    began = time.monotonic()
    events = proxied.alice.events("threads.create", input=message(script(words=60, pace=0.05)))
    first = next(event.at for event in events if event.type == "thread.item.updated")
    last = [event.at for event in events][-1]
    assert first - began < 2
    assert last - first > 2


def test_it_is_followed_and_stopped_by_way_of_either(proxied: SimpleNamespace) -> None:
    alice = proxied.alice
    events = alice.events("threads.create", input=message(script(words=400, pace=0.05)))
    thread = next(events).data["thread"]["id"]
    answer = alice.answer
    for _ in range(4):  # whichever process it comes to
        followed = alice.follow(answer)
        next(followed)
        followed.close()
    assert alice.stop(answer).status_code == 200
    list(events)
    assert alice.settled(thread) == "stopped"


def test_limits_hold_for_both_together_and_believe_no_browser(proxied: SimpleNamespace) -> None:
    statuses = [
        proxied.alice.post(
            {"type": "threads.create", "params": {"input": message(f"Question {number}")}},
            **{"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(14)
    ]
    assert statuses == [200] * 10 + [429] * 4


def test_a_colleague_who_takes_over_is_heard_in_every_tab(proxied: SimpleNamespace) -> None:
    alice = proxied.alice
    thread = alice.thread("Is there anybody?")
    outside = SimpleNamespace(http=alice.http, site=SimpleNamespace(url=proxied.url))
    carol = Carol.hired(proxied.twin)
    with listening(outside) as one, listening(outside) as other:  # nginx gives them to one process each
        carol.decides("take", thread)
        assert [heard(tab)["thread"] for tab in (one, other)] == [thread, thread]
        assert carol.writes(thread, "Yes, me.").status_code == 302
        assert [heard(tab)["thread"] for tab in (one, other)] == [thread, thread]
    alice.ask("Good.", thread)  # by either process, and the assistant is silent
    items = alice.items(thread)
    assert "Yes, me." in json.dumps(items)
    assert items[-1]["type"] == "user_message"


def test_killing_one_loses_nothing_and_the_other_goes_on(proxied: SimpleNamespace) -> None:
    alice = proxied.alice
    threads = [alice.thread(f"Thread {number}") for number in range(2)]
    proxied.twin.kill()
    for number in range(4):
        assert text_of(alice.items(alice.thread(f"After {number}"))[-1]) == f"You said: After {number}"
    assert [len(alice.items(thread)) for thread in threads] == [2, 2]
    proxied.twin.start()


def test_a_rolling_restart_drops_no_answer(proxied: SimpleNamespace) -> None:
    alice = proxied.alice
    asked = [
        alice.events("threads.create", input=message(script(words=80, pace=0.05, number=number))) for number in range(4)
    ]
    threads = [next(events).data["thread"]["id"] for events in asked]
    for one in (proxied.site, proxied.twin):
        one.process.send_signal(signal.SIGTERM)
        one.process.wait(30)
        one.start()
    for events in asked:
        list(events)
    for thread in threads:
        assert alice.settled(thread) == "finished"
        assert text_of(alice.items(thread)[-1]).split()[-1] == "word79"


def test_what_is_not_for_people_is_not_there(proxied: SimpleNamespace) -> None:
    assert httpx2.get(f"{proxied.url}/metrics").status_code == 404
    assert httpx2.get(f"{proxied.url}/readyz").status_code == 200
    too_large = httpx2.post(f"{proxied.url}/chat/uploads/", content=b"x" * 22 * 1024 * 1024)
    assert too_large.status_code == 413


def test_this_systems_nginx_takes_the_shipped_files(tmp_path: Path) -> None:
    assert nginx.fault_of_the_shipped(tmp_path) == ""
