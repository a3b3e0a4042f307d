"""Whoever watches over the processes is told whether one is alive and can serve, without a name, a key or https."""

from __future__ import annotations

import time
from pathlib import Path

import httpx2
import pytest

from tests.site import Site


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_they_ask_for_no_host_and_set_no_cookie(path: str, site: Site) -> None:
    answer = httpx2.get(f"{site.url}{path}", headers={"Host": "10.0.0.7"})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_ready_says_what_was_looked_at(site: Site) -> None:
    names = ("status", "database", "migrations", "cache", "channel_layer")
    assert httpx2.get(f"{site.url}/readyz").json() == dict(zip(names, ("ready", "ok", "ok", "ok", "ok"), strict=True))


def test_a_database_that_is_older_than_the_code_is_not_ready(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.manage("migrate", "chatkit", "0001", "--verbosity", "0")
    site.start()
    try:
        answer = httpx2.get(f"{site.url}/readyz")
        assert (answer.status_code, answer.json()["migrations"]) == (503, "NotMigrated")
        site.manage("migrate", "--verbosity", "0")
        time.sleep(1)  # for which what was found before is believed
        assert httpx2.get(f"{site.url}/readyz", timeout=10).json()["status"] == "ready"
    finally:
        site.__exit__()


def test_a_provider_that_is_away_is_told_of_and_needed_by_nothing(tmp_path: Path) -> None:
    away = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    with Site(tmp_path, **away) as site:
        answer = httpx2.get(f"{site.url}/readyz")
        assert (answer.status_code, answer.json()["provider"]) == (200, "ConnectionRefusedError")
