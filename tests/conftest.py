"""What every test may use."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests import transcription_api
from tests.people import Person, go_home
from tests.site import Site
from tests.transcription_api import TranscriptionApi

LINES = 30
"""Of a site's log, in the report of a test that failed there."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    sites = {one for one in getattr(item, "funcargs", {}).values() if isinstance(one, Site)}
    for one in sites if report.failed else ():
        report.sections.append((f"Log of {one.url}", "\n".join(one.log.read_text().splitlines()[-LINES:])))
    return report


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with the scripted model, under a real daphne."""
    with Site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as `make run` starts it, without a key: the extractive model answers."""
    with Site(tmp_path_factory.mktemp("demo"), TEST_REAL_MODEL="1", CHATKIT_UI="auto") as running:
        yield running


@pytest.fixture(scope="session")
def verifying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as it is in production: who signs up shows that the address is theirs. Its e-mail is files."""
    folder = tmp_path_factory.mktemp("verifying")
    with Site(folder, TEST_EMAIL_VERIFICATION="mandatory", EMAIL_URL=f"file://{folder}/post") as running:
        yield running


@pytest.fixture(scope="session")
def ears() -> Iterator[TranscriptionApi]:
    with transcription_api.running() as api:
        yield api


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    yield
    go_home()


@pytest.fixture
def alice(site: Site) -> Person:
    return Person.signed_up(site, "alice")


@pytest.fixture
def bob(site: Site) -> Person:
    return Person.signed_up(site, "bob")


@pytest.fixture
def nobody(site: Site) -> Person:
    return Person(site, "nobody")


@pytest.fixture
def root() -> Path:
    return Path(__file__).resolve().parent.parent
