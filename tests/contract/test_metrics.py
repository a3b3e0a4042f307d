"""Prometheus is told how the chat does, and nothing of who uses it or what they say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.people import Person, message, script
from tests.site import Site

WORD = "zanzibar"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path) as running:
        yield running


def _counted(site: Site) -> dict[str, float]:
    page = httpx2.get(f"{site.url}/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    return {name: float(value) for name, value in re.findall(r"^(chatkit_\S+) (\S+)$", page.text, re.MULTILINE)}


def test_what_happens_is_counted(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    alice.thread(f"Where is {WORD}?")
    alice.ask(script(words=9, fail_after=2))
    assert alice.post(b"{").status_code == 400
    events = alice.events("threads.create", input=message(script(words=200, pace=0.05)))
    next(events)
    counted = _counted(site)
    assert counted['chatkit_answers_total{outcome="finished"}'] == 1
    assert counted['chatkit_answers_total{outcome="failed"}'] == 1
    assert counted['chatkit_refusals_total{code="malformed"}'] == 1
    assert counted["chatkit_open_answers"] == 1
    assert counted["chatkit_first_token_seconds_count"] >= 2
    assert counted["chatkit_store_seconds_count"] > 5
    alice.stop(alice.answer)
    list(events)
    assert _counted(site)["chatkit_open_answers"] == 0


def test_it_names_nobody_and_quotes_nothing(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    thread = alice.thread(f"Where is {WORD}?")
    page = httpx2.get(f"{site.url}/metrics").text
    assert [word for word in (WORD, alice.name, thread, alice.answer) if word in page] == []


def test_the_dashboard_shows_all_that_is_counted_and_nothing_else(site: Site) -> None:
    dashboard = json.loads((Path(__file__).parents[2] / "deploy/grafana.json").read_text())
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    shown = set(re.findall(r"chatkit_\w+?(?=_bucket|_count|\W)", " ".join(queries)))
    page = httpx2.get(f"{site.url}/metrics").text
    assert shown == set(re.findall(r"^# TYPE (chatkit_\w+?)(?<!_created) ", page, re.MULTILINE))
    labels = set(re.findall(r"by \((\w+)\)", " ".join(queries))) - {"le", "instance"}
    assert labels == {"outcome", "kind", "code"}


def test_it_is_not_for_the_web(site: Site) -> None:
    assert httpx2.get(f"{site.url}/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404


def test_processes_of_a_machine_count_together(tmp_path: Path) -> None:
    shared = tmp_path / "metrics"
    shared.mkdir()
    with Site(tmp_path, PROMETHEUS_MULTIPROC_DIR=str(shared)) as site:
        twin = site.twin()
        alice = Person.signed_up(site, "alice")
        there = Person(twin, alice.name)
        there.sign_in()
        alice.thread()
        there.thread("There")
        assert _counted(site)['chatkit_answers_total{outcome="finished"}'] == 2
        twin.__exit__()


def test_a_site_may_keep_it_to_itself(tmp_path: Path) -> None:
    with Site(tmp_path, TEST_CHATKIT='{"METRICS": false}') as site:
        assert httpx2.get(f"{site.url}/metrics").status_code == 404
