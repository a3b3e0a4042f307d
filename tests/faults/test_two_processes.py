"""Two processes of one site: what runs in one is followed, stopped and refused from the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from redis import Redis

from tests import redis
from tests.faults.figures import figures
from tests.people import Person, message, text_of
from tests.site import Site

LONG = 'script:{"words": 400, "pace": 0.02}'
SHORT = 'script:{"words": 150, "pace": 0.02}'


@pytest.fixture(scope="module", params=["with Redis", "without Redis"])
def pair(request: pytest.FixtureRequest, new_site: Callable[..., Site]) -> Iterator[tuple[Person, Person]]:
    """alice at two processes of the same site."""
    if request.param == "with Redis":
        with redis.server() as url:
            yield from _pair(new_site(REDIS_URL=url))
    else:
        yield from _pair(new_site())


def _pair(site: Site) -> Iterator[tuple[Person, Person]]:
    with site:
        other = site.twin()
        alice = Person.signed_up(site, "alice")
        there = Person(other, alice.name)
        there.sign_in()
        yield alice, there
        other.__exit__()


def _has_redis(person: Person) -> bool:
    return bool(person.site.environment.get("REDIS_URL"))


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    """The two of this module stay for all of it."""
    return iter([None])


def test_an_answer_of_the_other_is_followed_to_its_end(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    events = alice.events("threads.create", input=message(SHORT))
    thread_id = next(events).data["thread"]["id"]
    seen = [next(events) for _ in range(20)]
    begin = time.monotonic()
    followed = list(there.follow(alice.answer))
    done = [event for event in followed if event.type == "thread.item.done"]
    assert text_of(done[-1].data["item"]).split()[-1] == "word149"
    assert time.monotonic() - begin > 1  # it went on live
    rest = [event.data for event in events]
    if _has_redis(there):
        assert [event.data for event in followed][1:21] == [event.data for event in seen]
        assert [event.number for event in followed] == list(range(1, len(followed) + 1))
        assert followed[-1].data == rest[-1]
    assert there.state(thread_id) == "finished"


@pytest.mark.parametrize("pair", ["with Redis"], indirect=True)  # without it the other shows what is stored
def test_coming_back_misses_and_repeats_nothing(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    events = alice.events("threads.create", input=message(SHORT))
    seen = [next(events).data for _ in range(15)]
    following = there.follow(alice.answer, after=len(seen))
    seen += [next(following).data for _ in range(15)]
    following.close()
    seen += [event.data for event in there.follow(alice.answer, after=len(seen))]
    deltas = [event["update"]["delta"] for event in seen if "delta" in event.get("update", {})]
    assert "".join(deltas).split() == [f"word{number}" for number in range(150)]
    for _ in events:
        pass


def test_the_other_process_stops_it(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    slowest = 0.0
    for _ in range(20):
        events = alice.events("threads.create", input=message(LONG))
        thread_id = next(events).data["thread"]["id"]
        next(event for event in events if "delta" in event.data.get("update", {}))
        begin = time.monotonic()
        assert there.stop(alice.answer).json() == {"state": "stopped"}
        slowest = max(slowest, time.monotonic() - begin)
        for _ in events:
            pass
        answer = alice.items(thread_id)[1]
        assert 0 < len(text_of(answer).split()) < 300
    assert slowest < (1 if _has_redis(there) else 2)
    how = "with Redis" if _has_redis(there) else "without Redis"
    figures.add(f"stopped from another process, {how}", server="daphne", found=f"{slowest * 1000:.0f} ms at most")


def test_the_other_process_refuses_a_second_message(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    events = alice.events("threads.create", input=message(SHORT))
    thread_id = next(events).data["thread"]["id"]
    request = {"type": "threads.add_user_message", "params": {"thread_id": thread_id, "input": message("Me too")}}
    assert there.post(request).status_code == 409
    for _ in events:
        pass
    assert there.post(request).status_code == 200


def test_a_request_repeated_at_the_other_process_is_answered_once(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    request = {"type": "threads.create", "params": {"input": message("Once, please")}}
    key = f"key-{time.monotonic()}"
    first = alice.post(request, **{"Idempotency-Key": key})
    second = there.post(request, **{"Idempotency-Key": key})
    assert first.headers["chatkit-answer"] == second.headers["chatkit-answer"]
    assert "thread.created" in second.text
    assert "You said: Once, please" in second.text


def test_deleting_the_thread_there_ends_the_answer_here(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    events = alice.events("threads.create", input=message(LONG))
    thread_id = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    there.call("threads.delete", thread_id=thread_id)
    begin = time.monotonic()
    for _ in events:
        pass
    assert time.monotonic() - begin < 3
    assert alice.http.get("/_busy/").json()["answers"] == 0


def test_whoever_leaves_stops_the_answer_where_the_site_wants_it_so(new_site: Callable[..., Site]) -> None:
    with redis.server() as url, new_site(REDIS_URL=url, TEST_CHATKIT='{"ON_DISCONNECT": "stop"}') as site:
        alice = Person.signed_up(site, "alice")
        events = alice.events("threads.create", input=message(LONG))
        thread_id = next(events).data["thread"]["id"]
        next(event for event in events if "delta" in event.data.get("update", {}))
        events.close()
        assert alice.settled(thread_id) == "stopped"


def test_the_chat_goes_on_when_redis_is_gone(new_site: Callable[..., Site]) -> None:
    with redis.server() as url, new_site(REDIS_URL=url) as site:
        alice = Person.signed_up(site, "alice")
        thread_id = alice.thread("Before")
        port = int(url.rpartition(":")[2].partition("/")[0])
        with_redis = alice.items(thread_id)
        assert len(with_redis) == 2
    with new_site(REDIS_URL=f"redis://127.0.0.1:{port}/0") as site:  # nothing listens there any more
        alice = Person.signed_up(site, "alice")
        events = alice.events("threads.create", input=message(SHORT))
        thread_id = next(events).data["thread"]["id"]
        next(event for event in events if "delta" in event.data.get("update", {}))
        assert alice.stop(alice.answer).json() == {"state": "stopped"}
        alice.ask("And now", thread_id)
        alice.http.close()


@pytest.mark.parametrize("pair", ["with Redis"], indirect=True)
def test_what_was_erased_is_in_no_stream_of_redis(pair: tuple[Person, Person]) -> None:
    alice, there = pair
    alice.ask("Where is zanzibar?")
    running = alice.events("threads.create", input=message('script:{"words": 900, "pace": 0.02, "pad": 3}'))
    next(running)
    with Redis.from_url(alice.site.environment["REDIS_URL"]) as memory:
        assert _remembers(memory, b"zanzibar")
        there.site.manage("chatkit_erase", alice.name, "--yes")
        list(running)
        assert not _remembers(memory, b"zanzibar")
        assert not _remembers(memory, b"word0xxx")
    assert alice.call("threads.list", limit=10)["data"] == []


def _remembers(memory: Redis, word: bytes) -> bool:
    streams = [memory.xrange(key) for key in memory.scan_iter("chatkit:answer:*")]
    return any(word in value for stream in streams for _, fields in stream for value in fields.values())
