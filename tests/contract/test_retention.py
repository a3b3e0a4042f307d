"""Threads go when the site's rules say so, with all that is theirs, and nothing else does."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.nursery import Born
from tests.people import Person, message, script
from tests.site import Site

RULES: dict[str, Any] = {"days": 100, "tenants": {"brief": 10, "archive": None}, "groups": {"Guests": 5}}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    chatkit = json.dumps({"RETENTION": RULES, "TENANT": "tests.hooks.tenant"})
    with Site(tmp_path, TEST_CHATKIT=chatkit) as running:
        yield running


def _age(site: Site, thread_id: str, days: int) -> None:
    site.python(
        "from django.utils import timezone; from datetime import timedelta",
        f"Thread.objects.filter(pk={thread_id!r}).update(updated_at=timezone.now() - timedelta(days={days}))",
    )


def _ids(person: Person) -> set[str]:
    return {thread["id"] for thread in person.call("threads.list", limit=100)["data"]}


def test_what_is_older_than_the_site_keeps_is_gone(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    old, new = alice.thread("Old"), alice.thread("New")
    _age(site, old, 101)
    assert "Due: 1 threads, 2 items" in site.manage("chatkit_forget", "--dry-run")
    assert _ids(alice) == {old, new}
    assert "Forgotten: 1 threads, 2 items" in site.manage("chatkit_forget")
    assert _ids(alice) == {new}
    assert "Forgotten: 0 threads, 0 items" in site.manage("chatkit_forget")


def test_an_organisation_keeps_its_threads_for_less_or_for_ever(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    threads = {}
    for tenant in ("brief", "archive", ""):
        alice.http.headers["X-Tenant"] = tenant
        threads[tenant] = alice.thread()
        _age(site, threads[tenant], 1000 if tenant == "archive" else 11)
    site.manage("chatkit_forget")
    left = site.python("print(','.join(sorted(Thread.objects.values_list('tenant', flat=True))))")
    assert left == ",archive"


def test_people_of_a_group_are_forgotten_sooner(site: Site) -> None:
    guest, alice = Person.signed_up(site, "guest"), Person.signed_up(site, "alice")
    site.python(
        "from django.contrib.auth.models import Group",
        f"User.objects.get(username={guest.name!r}).groups.add(Group.objects.get_or_create(name='Guests')[0])",
    )
    for person in (guest, alice):
        _age(site, person.thread(), 6)
    site.manage("chatkit_forget")
    assert (len(_ids(guest)), len(_ids(alice))) == (0, 1)


def test_what_staff_hold_and_where_an_answer_runs_stays(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    held, answering = alice.thread("Held"), alice.thread("Answering")
    site.python(f"Thread.objects.filter(pk={held!r}).update(is_held=True)")
    events = alice.events("threads.add_user_message", thread_id=answering, input=message(script(words=200, pace=0.05)))
    next(events)
    for thread in (held, answering):
        _age(site, thread, 200)
    assert "Forgotten: 0 threads" in site.manage("chatkit_forget")
    alice.stop(alice.answer)
    alice.settled(answering)
    _age(site, answering, 200)
    assert "Forgotten: 1 threads" in site.manage("chatkit_forget")
    assert _ids(alice) == {held}


def test_two_at_once_share_the_work(site: Site) -> None:
    site.python(
        "from django.utils import timezone; from datetime import timedelta",
        "long_ago = timezone.now() - timedelta(days=500)",
        "user = User.objects.create(username='many')",
        "known = {'owner': user, 'created_at': long_ago, 'updated_at': long_ago, 'last_sequence': 3}",
        "threads = Thread.objects.bulk_create(Thread(pk=f'thr_{n}', **known) for n in range(3000))",
        "one = {'type': 'user_message', 'content': {'type': 'user_message', 'content': []}, 'created_at': long_ago}",
        "items = [Item(thread=t, sequence=s, item_id=f'{t.pk}{s}', **one) for t in threads for s in (1, 2, 3)]",
        "Item.objects.bulk_create(items, batch_size=1000)",
    )
    with ThreadPoolExecutor(2) as pool:
        told = [*pool.map(lambda _: site.manage("chatkit_forget", "--rest", "0"), range(2))]
    said = [one.strip().splitlines()[-1] for one in told]
    assert sum(int(line.split()[1]) for line in said) == 3000
    assert sum(int(line.split()[3]) for line in said) == 9000
    assert site.python("print(Thread.objects.filter(owner__username='many').count())") == "0"


def test_one_that_is_killed_is_finished_by_the_next(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    for number in range(5):
        _age(site, alice.thread(f"Thread {number}"), 200)
    with Path(os.devnull).open("r+") as nothing:
        process = Born(["manage.py", "chatkit_forget"], site.environment, [nothing, nothing, nothing])
    time.sleep(0.5)
    process.kill()
    process.wait()
    site.manage("chatkit_forget")
    assert _ids(alice) == set()
    assert site.python("print(Item.objects.count(), Answer.objects.count(), Usage.objects.count())") == "0 0 5"
