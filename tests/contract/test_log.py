"""What a busy site writes down says which request, thread and answer it is about, and never a word of anybody's."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests import responses_api
from tests.nursery import run
from tests.people import Person, message, script, thread_of
from tests.site import SERVERS, Site

WORD = "zanzibar"


@pytest.fixture(params=SERVERS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path, server=request.param, LOG_FORMAT="json") as running:
        yield running


def _busy(site: Site) -> tuple[Person, str]:
    """Somebody who says the word wherever something can be said."""
    alice = Person.signed_up(site, "alice")
    thread = thread_of(alice.ask(f"Where is {WORD}?"))
    alice.ask(script(text=f"In {WORD}.", tool=["search_site", {"query": WORD}]), thread)
    alice.ask(script(text=f"{WORD} " * 9, fail_after=3), thread)
    alice.call("threads.update", thread_id=thread, title=f"About {WORD}")
    events = alice.events("threads.add_user_message", thread_id=thread, input=message(script(words=99, pace=0.05)))
    next(events)
    alice.stop(alice.answer)
    list(events)
    alice.post(f'{{"type": "{WORD}'.encode())
    alice.http.get("/chat/entities/", params={"q": WORD})
    alice.http.get("/chat/search/", params={"q": WORD})
    alice.http.get("/chat/", params={"ask": WORD})
    for name, content in ((f"{WORD}.txt", WORD.encode()), (f"{WORD}.exe", b"MZ" * 99)):
        alice.http.post("/chat/uploads/", files={"file": (name, content)}, headers=_csrf(alice))
    alice.http.get("/chat/files/none/")
    httpx2.get(f"{site.url}/accounts/login/", params={"next": f"/?q={WORD}"})
    return alice, thread


def _csrf(person: Person) -> dict[str, str]:
    return {"X-CSRFToken": person.http.cookies["csrftoken"]}


def test_no_line_quotes_anybody(site: Site) -> None:
    _busy(site)
    log = site.log.read_text()
    assert "finished" in log
    assert [line for line in log.splitlines() if WORD in line.lower()] == []


def test_a_line_says_what_it_is_about(site: Site) -> None:
    alice, thread = _busy(site)
    lines = [json.loads(line) for line in site.log.read_text().splitlines() if line.startswith("{")]
    ends = [line for line in lines if line.get("thread_id") == thread and line["logger"] == "chat.outcome"]
    outcomes = [line["message"].split(" ")[3].rstrip(",") for line in ends]
    assert outcomes == ["finished", "finished", "failed", "stopped"]
    assert ends[-1]["answer_id"] == alice.answer
    assert len({line["request_id"] for line in ends}) == len({line["answer_id"] for line in ends}) == 4


def test_an_error_of_a_library_is_told_without_its_words(site: Site) -> None:
    lines = [
        "import logging",
        f"try: raise ValueError('{WORD}')",
        f"except ValueError: logging.getLogger('a.library').exception('{WORD} broke')",
    ]
    done = run(["manage.py", "shell", "-c", "\n".join(lines)], site.environment)
    assert done.returncode == 0
    assert "ValueError at " in json.loads(done.stderr)["message"]
    assert WORD not in done.stderr


def test_a_provider_that_quotes_is_not_quoted(tmp_path: Path) -> None:
    with responses_api.running() as api:
        api.failure = "401"
        known = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": api.url, "TEST_REAL_MODEL": "1", "LOG_FORMAT": "json"}
        with Site(tmp_path, **known) as site:
            Person.signed_up(site, "alice").ask(f"Where is {WORD}?")
            site.process.send_signal(signal.SIGTERM)
            log = site.log.read_text()
    assert "status_code=401" in log
    assert "sk-test" not in log
    assert "/srv/internal" not in log
    assert WORD not in log
