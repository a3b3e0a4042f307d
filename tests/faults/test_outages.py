"""PostgreSQL and Redis go away and come back: the site says so, and needs no restart."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import postgres, redis
from tests.people import Person, message, script, thread_of
from tests.ports import free_port
from tests.postgres import Cluster
from tests.site import Site


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="module")
def there(own: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("there"), DATABASE_URL=f"{own.url}/postgres") as running:
        yield running


def _until(look: Callable[[], bool], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _ready(person: Person) -> dict[str, str]:
    found = person.http.get("/readyz")
    said: dict[str, str] = found.json()
    assert (found.status_code == 200) == (said["status"] == "ready")
    return said


def test_the_database_goes_away_and_comes_back(there: Site, own: Cluster) -> None:
    alice = Person.signed_up(there, "alice")
    thread = alice.thread()
    assert _ready(alice)["status"] == "ready"
    running = alice.events("threads.add_user_message", thread_id=thread, input=message(script(words=100, pace=0.05)))
    next(running)
    own.stop()
    try:
        _until(lambda: _ready(alice)["status"] == "not ready", seconds=10)
        assert alice.http.get("/healthz").json() == {"status": "alive"}
        began = time.monotonic()
        refused = alice.post({"type": "threads.list", "params": {}})
        assert (refused.status_code, refused.json()["code"]) == (503, "outage")
        assert refused.headers["retry-after"]
        told = alice.post({"type": "threads.create", "params": {"input": message("Hello")}})
        assert told.status_code == 200  # the component sends a 5xx again and again
        assert "not available at the moment" in told.text
        assert time.monotonic() - began < 5
    finally:
        own.start()
    list(running)
    _until(lambda: _ready(alice)["status"] == "ready")
    assert alice.settled(thread) in ("finished", "interrupted", "failed")
    assert thread_of(alice.ask("And again?"))


def test_an_answer_that_ends_while_the_database_is_away_is_settled_when_it_is_back(there: Site, own: Cluster) -> None:
    alice = Person.signed_up(there, "alice")
    thread = alice.thread()
    running = alice.events("threads.add_user_message", thread_id=thread, input=message(script(words=20, pace=0.05)))
    while next(running).data["type"] != "thread.item.updated":
        pass
    own.stop()
    time.sleep(2)
    own.start()
    events = [event.data for event in running]
    came_back = time.monotonic()
    assert alice.settled(thread) == "failed"
    assert time.monotonic() - came_back < 5
    assert events[-1]["type"] == "error"
    assert "word19" in alice.items(thread)[-1]["content"][0]["text"]


def test_nobody_meets_a_database_that_was_only_restarted(there: Site, own: Cluster) -> None:
    alice = Person.signed_up(there, "alice")
    thread = alice.thread()

    def statuses() -> list[int]:
        """Of as many questions at once as need every connection."""
        asked = {"type": "threads.get_by_id", "params": {"thread_id": thread}}
        with ThreadPoolExecutor(16) as together:
            return [one.result().status_code for one in [together.submit(alice.post, asked) for _ in range(16)]]

    assert set(statuses()) == {200}
    own.stop()
    own.start()
    assert statuses() == [200] * 16


def test_a_site_starts_without_its_database_and_finds_it_later(tmp_path: Path, own: Cluster, there: Site) -> None:
    own.stop()
    try:
        late = Site(tmp_path, **there.environment)
        late.start()
        nobody = Person(late, "nobody")
        assert nobody.http.get("/healthz").status_code == 200
        assert _ready(nobody)["database"] != "ok"
    finally:
        own.start()
    _until(lambda: _ready(nobody)["status"] == "ready")
    alice = Person.signed_up(late, "alice")
    assert thread_of(alice.ask("Hello"))
    late.__exit__()


def test_redis_goes_away_and_comes_back(tmp_path: Path) -> None:
    port = free_port()
    with redis.server(port) as url:
        site = Site(tmp_path, REDIS_URL=url)
        site.__enter__()
        alice = Person.signed_up(site, "alice")
        assert _ready(alice)["channel_layer"] == "ok"
        assert thread_of(alice.ask("With it"))
    _until(lambda: _ready(alice)["channel_layer"] != "ok", seconds=10)
    assert thread_of(alice.ask("Without it"))
    with redis.server(port):
        _until(lambda: _ready(alice)["status"] == "ready")
        assert thread_of(alice.ask("With it again"))
    site.__exit__()
