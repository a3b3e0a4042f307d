"""Random secrets in every place where the site keeps one; none of them turns up anywhere else."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests import mcp_server, responses_api
from tests.people import Person, done, script, thread_of
from tests.responses_api import ResponsesApi
from tests.site import Site

API_KEY = f"sk-{uuid.uuid4().hex}"
SECRET_KEY = f"secret-{uuid.uuid4().hex}"


@pytest.fixture(scope="module")
def api() -> Iterator[ResponsesApi]:
    with responses_api.running() as running:
        yield running


@pytest.fixture(scope="module")
def site(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with mcp_server.running() as crm:
        server = {"name": "crm", "url": crm.url, "credential": "tests.hooks.credential", "approve": ["update_customer"]}
        environment = {
            "OPENAI_API_KEY": API_KEY,
            "OPENAI_BASE_URL": api.url,
            "SECRET_KEY": SECRET_KEY,
            "TEST_REAL_MODEL": "1",
            "TEST_CHATKIT": json.dumps({"MCP": [server]}),
        }
        with Site(tmp_path_factory.mktemp("secrets"), **environment) as running:
            yield running


SESSIONS = ("--exclude", "sessions", "--exclude", "usersessions")  # where their keys belong


def _secrets(person: Person) -> list[str]:
    return [API_KEY, SECRET_KEY, f"crm-secret-of-{person.name}", person.http.cookies["sessionid"]]


def _used(person: Person) -> list[Any]:
    """All that the site says to somebody who uses every part of it."""
    said: list[Any] = [person.ask("Hello"), person.ask(script(tool=["whoami", {}]))]
    waiting = person.ask(script(tool=["update_customer", {"name": "Ada"}]))
    said += [waiting, person.ask(script(tool=["update_customer", {"name": "Eve"}]))]
    form = done(waiting, "structured_input")
    given = {"status": "answered", "answers": {form["inputs"][0]["id"]: {"values": ["Approve"], "skipped": False}}}
    params = {"thread_id": thread_of(waiting), "item_id": form["id"], "input": given}
    said.append(person.stream("threads.add_structured_input", **params))
    said.append(person.ask(script(tool=["use_broken_tool", {}])))
    said += [person.items(thread["id"]) for thread in person.call("threads.list")["data"]]
    said += [person.http.get(path).text for path in ("/chat/", "/gallery/", "/chat/entities/?q=a", "/no/such/page/")]
    return said


def test_no_secret_leaves_its_place(site: Site, api: ResponsesApi) -> None:
    alice = Person.signed_up(site, "alice")
    said = json.dumps(_used(alice), ensure_ascii=False)
    places = {
        "the model's input": json.dumps(api.requests),
        "events, items and pages": said,
        "the rows, with the runs that wait": site.manage("dumpdata", *SESSIONS),
        "the log": site.log.read_text(),
    }
    assert "chatkit.approval" in places["the rows, with the runs that wait"]
    for place, text in places.items():
        for secret in _secrets(alice):
            assert secret not in text, f"{secret} stands in {place}"
    assert all(header["authorization"] == f"Bearer {API_KEY}" for header in api.headers)  # where it belongs
