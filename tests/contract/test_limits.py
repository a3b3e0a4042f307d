"""Nobody uses more than they may, however much they ask at once, and they are told when they may go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.people import Person, message, script
from tests.site import Site
from tests.staff import Carol

LIMITS: dict[str, Any] = {
    "per_minute": 10,
    "at_once": None,
    "groups": {"Frequent": {"per_minute": 100}, "Slow": {"per_minute": 1}},
    "address": 5,
}


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with _site(tmp_path_factory.mktemp("limited"), LIMITS, TRUSTED_PROXY_COUNT="1") as running:
        yield running


def _site(folder: Path, limits: dict[str, Any], **environment: str) -> Site:
    return Site(folder, TEST_CHATKIT=json.dumps({"LIMITS": limits, "TENANT": ""}), **environment)


def _ask(person: Person, text: str = "Hello", thread: str = "") -> httpx2.Response:
    given = {"input": message(text), **({"thread_id": thread} if thread else {})}
    return person.post({"type": "threads.add_user_message" if thread else "threads.create", "params": given})


def _asked_at_once(person: Person, times: int, **what: Any) -> list[httpx2.Response]:
    """Each in words of its own, because the same words at once are one message."""
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(lambda number: _ask(person, script(number=number, **what)), range(times)))


def _statuses(responses: list[httpx2.Response]) -> dict[int, int]:
    statuses = [response.status_code for response in responses]
    return {status: statuses.count(status) for status in sorted(set(statuses))}


def test_of_fifty_at_once_ten_are_let_in(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    assert _statuses(_asked_at_once(alice, 50)) == {200: 10, 429: 40}
    assert len(alice.call("threads.list", limit=100)["data"]) == 10


def test_whoever_asked_too_often_is_told_for_how_long(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    first = _ask(alice)
    assert first.headers["ratelimit"].startswith('"minute";r=9;t=')
    for number in range(9):
        _ask(alice, f"Question {number}")
    refused = _ask(alice, "One more")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_often")
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert datetime.fromisoformat(refused.json()["renews_at"]).tzinfo


def test_a_minute_later_there_is_another_minute(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    _asked_at_once(alice, 11)
    limited.python(
        "from django.utils import timezone; from datetime import timedelta",
        f"mine = Allowance.objects.filter(user__username={alice.name!r})",
        "mine.update(minute_began=timezone.now() - timedelta(seconds=61))",
    )
    assert _ask(alice).status_code == 200


def test_a_clock_that_is_put_back_makes_no_minute_longer(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    _asked_at_once(alice, 11)
    limited.python(
        "from django.utils import timezone; from datetime import timedelta",
        f"mine = Allowance.objects.filter(user__username={alice.name!r})",
        "mine.update(minute_began=timezone.now() + timedelta(hours=1))",
    )
    assert _ask(alice).status_code == 200


def test_a_refused_message_leaves_nothing(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    _asked_at_once(alice, 12)
    newest = alice.call("threads.list", limit=1)["data"][0]["id"]
    before = alice.items(newest)
    assert _ask(alice, "One more", newest).status_code == 429
    assert alice.items(newest) == before


def test_a_request_that_is_refused_for_something_else_costs_nothing(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    for _ in range(12):
        assert _ask(alice, "   ").status_code == 400
    assert _ask(alice).status_code == 200


def test_files_count_as_messages_do(limited: Site) -> None:
    alice = Person.signed_up(limited, "alice")
    created = [
        alice.post({"type": "attachments.create", "params": {"name": "a.txt", "size": 3, "mime_type": "text/plain"}})
        for _ in range(11)
    ]
    assert _statuses(created) == {200: 10, 429: 1}


def test_a_group_may_have_limits_of_its_own_and_the_larger_holds(limited: Site) -> None:
    alice, bob = Person.signed_up(limited, "alice"), Person.signed_up(limited, "bob")
    limited.python(
        "from django.contrib.auth.models import Group",
        "slow, frequent = (Group.objects.get_or_create(name=name)[0] for name in ('Slow', 'Frequent'))",
        f"User.objects.get(username={alice.name!r}).groups.add(slow, frequent)",
        f"User.objects.get(username={bob.name!r}).groups.add(slow)",
    )
    assert _statuses(_asked_at_once(alice, 12)) == {200: 12}
    assert _statuses(_asked_at_once(bob, 3)) == {200: 1, 429: 2}


def test_staff_give_a_person_limits_of_their_own(limited: Site) -> None:
    alice, carol = Person.signed_up(limited, "alice"), Carol.hired(limited, may=("add_allowance", "view_allowance"))
    user = limited.python(f"print(User.objects.get(username={alice.name!r}).pk)")
    carol.person.submit("/admin/chatkit/allowance/add/", {"user": user, "tenant": "", "per_minute": "2"})
    assert _statuses(_asked_at_once(alice, 5)) == {200: 2, 429: 3}


def test_an_address_that_is_nobodys_is_refused_after_a_while(limited: Site) -> None:
    def knock(address: str) -> int:
        headers = {"X-Forwarded-For": f"{address}, 192.0.2.7", "X-CSRFToken": "none"}
        return nobody.http.post("/chat/wire/", content=b"{}", headers=headers).status_code

    nobody = Person(limited, "nobody")
    # What stands before the last address was said by whoever asks, and changes nothing.
    assert [knock(f"198.51.100.{number}") for number in range(8)] == [401] * 5 + [429] * 3


def test_answers_at_once_are_counted_and_a_slot_is_free_when_one_is_over(tmp_path: Path) -> None:
    with _site(tmp_path, {"per_minute": None, "at_once": 2}) as site:
        alice = Person.signed_up(site, "alice")
        responses = _asked_at_once(alice, 10, words=300, pace=0.01)
        assert _statuses(responses) == {200: 2, 429: 8}
        assert {response.json()["code"] for response in responses if response.status_code == 429} == {"at_once"}
        assert _ask(alice).status_code == 200


def test_a_days_tokens_are_reserved_used_and_used_up(tmp_path: Path) -> None:
    with _site(tmp_path, {"per_minute": None, "at_once": None, "tokens": 1000, "reserved": 100}) as site:
        alice = Person.signed_up(site, "alice")
        # The scripted model uses nothing: what was reserved comes back when an answer is over.
        assert _statuses(_asked_at_once(alice, 50, words=100, pace=0.03)) == {200: 10, 429: 40}
        assert _used(alice) == 0
        _spend(site, alice, 990)
        assert _ask(alice).headers["ratelimit"].startswith('"day";r=0;t=')
        _spend(site, alice, 1000)
        refused = _ask(alice, "One more")
        assert (refused.status_code, refused.json()["code"]) == (429, "used_up")
        assert "It renews in" in refused.json()["message"]
        assert int(refused.headers["retry-after"]) <= 24 * 3600


def _used(person: Person) -> float:
    day = person.http.get("/chat/allowance/").json()["allowances"][0]["day"]
    return float(day["used"])


def _spend(site: Site, person: Person, tokens: int) -> None:
    site.python(
        "from chat.limits import today",
        f"mine = Allowance.objects.filter(user__username={person.name!r})",
        f"mine.update(day=today(), tokens_used={tokens})",
    )


@pytest.mark.parametrize("how", ["stopped", "failed", "disconnected"])
def test_what_was_reserved_is_put_right_however_an_answer_ends(how: str, tmp_path: Path) -> None:
    with _site(tmp_path, {"tokens": 1000, "reserved": 100}) as site:
        alice = Person.signed_up(site, "alice")
        asked = script(words=50, pace=0.02, fail_after=5 if how == "failed" else 100)
        events = alice.events("threads.create", input=message(asked))
        thread = next(event.data["thread"]["id"] for event in events if event.type == "thread.created")
        assert _used(alice) == 0.1
        if how == "stopped":
            alice.stop(alice.answer)
        if how == "disconnected":
            events.close()  # type: ignore[attr-defined] # a generator
        alice.settled(thread)
        assert _used(alice) == 0
        alice.http.close()


def test_what_a_killed_process_had_reserved_counts_as_used(tmp_path: Path) -> None:
    limits = {"tokens": 1000, "reserved": 100}
    chatkit = json.dumps({"LIMITS": limits, "TENANT": "", "LEASE_SECONDS": 2})
    with Site(tmp_path, TEST_CHATKIT=chatkit) as site:
        alice = Person.signed_up(site, "alice")
        events = alice.events("threads.create", input=message(script(words=500, pace=0.05)))
        thread = next(event.data["thread"]["id"] for event in events if event.type == "thread.created")
        site.kill()
        site.start()
        assert alice.settled(thread) == "interrupted"
        assert _used(alice) == 0.1
        assert _ask(alice, "Again", thread).status_code == 200


def test_people_of_an_organisation_share_its_limits(tmp_path: Path) -> None:
    chatkit = json.dumps(
        {"LIMITS": {"at_once": None, "organisation": {"per_minute": 10}}, "TENANT": "tests.hooks.tenant"}
    )
    with Site(tmp_path, TEST_CHATKIT=chatkit) as site:
        alice, bob = Person.signed_up(site, "alice"), Person.signed_up(site, "bob")
        for person in (alice, bob):
            person.http.headers["X-Tenant"] = "acme"
        with ThreadPoolExecutor(2) as pool:
            both = [*pool.map(lambda person: _asked_at_once(person, 8), (alice, bob))]
        assert _statuses([*both[0], *both[1]]) == {200: 10, 429: 6}
        refused = next(response for response in both[0] + both[1] if response.status_code == 429)
        assert refused.json()["message"].startswith("Your organisation")
        assert [one["of"] for one in alice.http.get("/chat/allowance/").json()["allowances"]] == [
            "person",
            "organisation",
        ]


def test_two_processes_count_together(tmp_path: Path) -> None:
    with _site(tmp_path, {"per_minute": 10, "at_once": None}) as site:
        alice = Person.signed_up(site, "alice")
        twin = site.twin()
        try:
            there = Person(twin, alice.name)
            there.sign_in()
            with ThreadPoolExecutor(2) as pool:
                both = [*pool.map(lambda person: _asked_at_once(person, 20, port=person.site.port), (alice, there))]
            assert _statuses([*both[0], *both[1]]) == {200: 10, 429: 30}
        finally:
            twin.__exit__()


def test_what_an_answer_really_used_is_charged(asker: Person, keyed: Site) -> None:
    asker.ask("How do I embed the chat?")
    known = f"filter(user__username={asker.name!r})"
    used, counted = keyed.python(
        "from django.db.models import F, Sum",
        f"print(Usage.objects.{known}.aggregate(all=Sum(F('input_tokens') + F('output_tokens')))['all'])",
        f"print(Allowance.objects.{known}.get().tokens_used)",
    ).splitlines()
    assert used == counted
    assert int(used) > 0
    cost, charged = keyed.python(
        f"print(float(Usage.objects.{known}.get().cost))", f"print(float(Allowance.objects.{known}.get().cost_used))"
    ).splitlines()
    assert cost == charged
    assert float(cost) > 0
