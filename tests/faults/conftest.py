"""Sites on a PostgreSQL of their own, and the figures that the tests measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.faults.figures import figures
from tests.site import SERVERS, Site, fill


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if figures.rows:
        terminalreporter.write_line(figures.table)


QUICK = '{"LEASE_SECONDS": 3, "DRAIN_SECONDS": 3}'


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def pattern(cluster: str) -> str:
    """The name of a database that is migrated and filled, of which the others are copies."""
    _create(cluster, "pattern", template="template1")
    fill(f"{cluster}/pattern")
    return "pattern"


def _create(cluster: str, name: str, *, template: str) -> None:
    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())


@pytest.fixture(scope="session")
def new_site(cluster: str, pattern: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Makes a site on a database of its own; it is started by entering it."""

    def made(**options: str) -> Site:
        folder = tmp_path_factory.mktemp("faults")
        name = f"site_{folder.name.replace('-', '_')}"
        _create(cluster, name, template=pattern)
        environment = {"DATABASE_URL": f"{cluster}/{name}", "TEST_CHATKIT": QUICK, "SCRIPT_LOG": str(folder / "script")}
        site = Site(folder, **{**environment, **options})
        site.is_filled = "DATABASE_URL" not in options
        return site

    return made


@pytest.fixture(scope="session", params=SERVERS)
def site(request: pytest.FixtureRequest, new_site: Callable[..., Site]) -> Iterator[Site]:
    """One under each server."""
    with new_site(server=request.param) as running:
        yield running


@pytest.fixture
def root() -> Path:
    return Path(__file__).resolve().parents[2]
