"""`make soak`: a quarter of an hour at 80 % of what two processes can take, with everything that people do.

On PostgreSQL and Redis of its own. At the end the memory, the refusals, the connections, the claims and every stored
answer are looked at; what should not be ends it with status 1. `SOAK_MINUTES` makes it shorter or longer.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.crowd import Crowd, Visitor
from tests import redis
from tests.faults.sockets import left_behind, query
from tests.people import Person
from tests.site import Site

MINUTES = float(os.environ.get("SOAK_MINUTES", "15"))
SHARE = 0.8
PEOPLE = 24
TRIAL = 45
"""Seconds for which the capacity is measured."""
SETTLING = min(180, MINUTES * 60 / 4)
"""Seconds after which memory is to be flat."""
GROWTH = 0.05
EXPECTED = {"404", "409", "400"}
"""Of a thread that somebody deleted or answers are written in, and of the input that makes no sense."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, _sites(Path(folder)) as sites:
        crowd = Crowd([_visitor(sites, number) for number in range(PEOPLE)])
        capacity = asyncio.run(crowd.act(seconds=TRIAL))
        crowd.forget()
        memory: list[list[int]] = []
        rate = asyncio.run(
            crowd.act(seconds=MINUTES * 60, rate=capacity * SHARE, look=lambda: memory.append(_rss(sites)))
        )
        time.sleep(35)  # longer than a lease
        findings = dict(_findings(sites, crowd, memory))
    print(f"\n{MINUTES:g} minutes, two processes, {rate:.1f} of {capacity:.1f} operations a second\n")
    print("| what | found | expected |\n| --- | --- | --- |")
    for name, (found, expected, _) in findings.items():
        print(f"| {name} | {found} | {expected} |")
    sys.exit(any(not is_well for *_, is_well in findings.values()))


@contextmanager
def _sites(folder: Path) -> Iterator[list[Site]]:
    with redis.server() as url, Site(folder, REDIS_URL=url) as site:
        other = site.twin()
        try:
            yield [site, other]
        finally:
            other.__exit__()


def _visitor(sites: list[Site], number: int) -> Visitor:
    person = Person.signed_up(sites[0], f"visitor{number}x")
    return Visitor(urls=[site.url for site in sites], cookies=dict(person.http.cookies), seed=number)


def _rss(sites: list[Site]) -> list[int]:
    return [int(Path(f"/proc/{site.process.pid}/statm").read_text().split()[1]) * 4096 for site in sites]


Finding = tuple[object, str, bool]


def _findings(sites: list[Site], crowd: Crowd, memory: list[list[int]]) -> Iterator[tuple[str, Finding]]:
    for number, samples in enumerate(zip(*memory, strict=True)):
        yield f"memory of process {number + 1}", _growth(samples)
    for name, count in sorted(crowd.counted.items()):
        yield f"operations: {name}", (count, "some", count > 0)
    unexpected = {what: count for what, count in crowd.refused.items() if what not in EXPECTED}
    yield "refusals", (dict(crowd.refused), "400, 404, 409", not unexpected)
    yield "broken off or failed", (crowd.failures[:5], "none", not crowd.failures)
    for name, sql in NONE_OF.items():
        found = query(sites[0], sql)[0][0]
        yield name, (found, "none", found == 0)
    for number, site in enumerate(sites):
        found = left_behind(Person(site, "somebody"))
        yield f"left in process {number + 1}", (found, "nothing", not (found["answers"] or found["tasks"]))
    connections = query(sites[0], CONNECTIONS)[0][0]
    yield "connections to the database", (connections, "at most 28", connections <= 28)
    answers = query(sites[0], "SELECT state, count(*) FROM chatkit_answer GROUP BY state ORDER BY state")
    yield "answers", (dict(answers), "some", bool(answers))


def _growth(samples: tuple[int, ...]) -> Finding:
    """From the minute after the settling to the last minute."""
    a_minute = max(1, round(len(samples) / MINUTES))
    first = round(len(samples) * SETTLING / (MINUTES * 60))
    before, after = statistics.mean(samples[first : first + a_minute]), statistics.mean(samples[-a_minute:])
    growth = after / before - 1
    return f"{before / 1e6:.0f} to {after / 1e6:.0f} MB, {growth:+.1%}", f"under {GROWTH:+.0%}", growth < GROWTH


NONE_OF = {
    "answers that still run": "SELECT count(*) FROM chatkit_answer WHERE state = 'running'",
    "finished answers that are not whole": """
        SELECT count(*) FROM chatkit_answer a WHERE a.state = 'finished' AND NOT EXISTS (SELECT 1 FROM chatkit_item i
        WHERE i.answer_id = a.id AND i.type = 'assistant_message' AND i.content::text LIKE '%%the end.%%')
        AND (EXISTS (SELECT 1 FROM chatkit_item i WHERE i.answer_id = a.id AND i.type = 'assistant_message')
        OR NOT EXISTS (SELECT 1 FROM chatkit_answer b WHERE b.thread_id = a.thread_id AND b.started_at > a.started_at))
        """,
    "questions out of their order": """
        SELECT count(*) FROM chatkit_item i JOIN chatkit_item j ON j.thread_id = i.thread_id AND j.sequence > i.sequence
        WHERE i.type = 'user_message' AND j.type = 'user_message' AND j.created_at < i.created_at
        """,
    "items that are hidden for a retry": "SELECT count(*) FROM chatkit_item WHERE replaced_by_id IS NOT NULL",
    "transactions left open": """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%%'
        """,
}
CONNECTIONS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

if __name__ == "__main__":
    main()
