"""Many open answers: two hundred on twenty connections, and none with a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import httpx2
import psycopg
import pytest

from tests.faults.figures import figures
from tests.faults.sockets import Wire, left_behind, query
from tests.people import Person, message
from tests.site import SERVERS, Site

OPEN, CONNECTIONS = 200, 20
READERS = 40


@pytest.fixture
def limited(cluster: str, new_site: Callable[..., Site], request: pytest.FixtureRequest) -> Site:
    """A site whose role in the database may open no more than twenty connections."""
    role = f"limited_{request.param}"
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT {CONNECTIONS}".encode())
        connection.execute(f"CREATE DATABASE {role} OWNER {role}".encode())
    return new_site(server=request.param, DATABASE_URL=f"{cluster.replace('chat@', role + '@')}/{role}")


@pytest.mark.parametrize("limited", SERVERS, indirect=True)
def test_all_of_them_finish(limited: Site, cluster: str) -> None:
    with limited as site:
        alice = Person.signed_up(site, "alice")
        most: list[int] = []
        over = threading.Event()
        counting = threading.Thread(target=_count, args=(cluster, site, most, over))
        counting.start()
        finished = asyncio.run(_ask_all(alice))
        over.set()
        counting.join()
        assert finished == OPEN
        states = query(site, "SELECT state, count(*) FROM chatkit_answer GROUP BY state")
        assert states == [("finished", OPEN)]
        assert left_behind(alice)["tasks"] == []
    figures.add(f"{OPEN} open answers: connections used", server=site.server, found=f"{max(most)} of {CONNECTIONS}")


def test_who_only_reads_holds_no_thread(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    before = _threads(site)
    readers = [Wire(alice, 'script:{"text": "That is done.", "silence": 6}') for _ in range(READERS)]
    for reader in readers:
        reader.until("stream_options")
    deadline = time.monotonic() + 5
    while (found := _threads(site)) > before + 5 and time.monotonic() < deadline:
        time.sleep(0.1)
    for reader in readers:
        reader.until("done.")
        reader.close()
    figures.add(f"{READERS} readers: threads", server=site.server, found=f"{found - before} more than without")
    assert found <= before + 5
    assert left_behind(alice)["tasks"] == []


def _threads(site: Site) -> int:
    """How many the process has."""
    return len(list(Path(f"/proc/{site.process.pid}/task").iterdir()))


async def _ask_all(person: Person) -> int:
    body = {"type": "threads.create", "params": {"input": message('script:{"words": 50, "pace": 0.1}')}}
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(
        base_url=person.site.url, cookies=dict(person.http.cookies), headers=person.headers, limits=limits, timeout=90
    ) as http:

        async def ask() -> bool:
            response = await http.post("/chat/wire/", json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
            return response.status_code == 200 and "word49" in response.text

        return sum(await asyncio.gather(*(ask() for _ in range(OPEN))))


def _count(cluster: str, site: Site, most: list[int], over: threading.Event) -> None:
    name = site.environment["DATABASE_URL"].rpartition("/")[2]
    sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        while not over.is_set():
            most.append(connection.execute(sql, (name,)).fetchall()[0][0])
            time.sleep(0.05)
