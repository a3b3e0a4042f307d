"""A process is ready when it takes its first request, under every server, with a database and without."""

from __future__ import annotations

import os
import signal
import statistics
import time
from collections.abc import Callable

import pytest

from chat import database
from chat.rows import readiness
from tests.faults.figures import figures
from tests.faults.sockets import query
from tests.people import Person
from tests.site import SERVERS, Site

SLOWER = 3
"""It is 1.4 to 1.8 on a quiet machine (docs/performance.md); without warming, 12."""


@pytest.mark.parametrize("server", SERVERS)
def test_the_first_question_is_answered_about_as_soon_as_the_tenth(server: str, new_site: Callable[..., Site]) -> None:
    with new_site(server=server) as site:
        alice = Person.signed_up(site, "alice")
        ratios = []
        for _ in range(3):
            _restart(site)
            times = [_seconds(alice) for _ in range(10)]
            ratios.append(times[0] / statistics.median(times[-3:]))
        found = f"{statistics.median(ratios):.1f} times the tenth"
        figures.add("first question after start", server=server, found=found)
        assert statistics.median(ratios) < SLOWER, ratios
        assert "Not warmed" not in site.log.read_text()


def test_connections_wait_for_the_first_question(new_site: Callable[..., Site]) -> None:
    with new_site() as site:
        _restart(site)
        idle = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%%"chatkit_usage"%%'
        """
        assert query(site, idle) == [(6,)]  # each has looked at the tables of a turn, of which that is the last


def test_without_a_database_it_starts_and_says_so(new_site: Callable[..., Site]) -> None:
    with new_site() as site:
        site.environment["DATABASE_URL"] = "postgres://nobody@127.0.0.1:9/nothing"
        begin = time.monotonic()
        _restart(site)
        assert time.monotonic() - begin < 10
        assert "Not warmed: OperationalError" in site.log.read_text()


@pytest.mark.django_db(transaction=True)
def test_a_forked_process_makes_connections_of_its_own() -> None:
    database.connect(readiness.look, seconds=5)
    if (child := os.fork()) == 0:  # as gunicorn does with --preload
        database.connect(readiness.look, seconds=5)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def _restart(site: Site) -> None:
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)
    site.start(afresh=True)


def _seconds(person: Person) -> float:
    begin = time.perf_counter()
    person.ask("Hello")
    return time.perf_counter() - begin
