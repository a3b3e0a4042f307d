"""MCP servers: each person with their own credential, what the site allows, and no answer lost when one is down."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests import mcp_server
from tests.people import Person, answer_of, done, message, script, text_of, thread_of
from tests.ports import free_port
from tests.responses_api import ResponsesApi
from tests.site import Site


@pytest.fixture(scope="module")
def crm_url() -> Iterator[str]:
    with mcp_server.running() as url:
        yield url


def _server(url: str, **more: Any) -> dict[str, Any]:
    known = {"name": "crm", "url": url, "credential": "tests.hooks.credential", "seconds": 3}
    return {**known, "tools": ["whoami", "update_customer"], "approve": ["update_customer"], **more}


@pytest.fixture(scope="module")
def new_site(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    def made(*servers: dict[str, Any]) -> Site:
        environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": api.url, "TEST_REAL_MODEL": "1"}
        return Site(tmp_path_factory.mktemp("mcp"), TEST_CHATKIT=json.dumps({"MCP": servers}), **environment)

    return made


@pytest.fixture(scope="module")
def connected(crm_url: str, new_site: Callable[..., Site]) -> Iterator[Site]:
    dead = _server(f"http://127.0.0.1:{free_port()}/mcp", name="dead")
    with new_site(_server(crm_url), dead) as site:
        yield site


@pytest.fixture
def alice(connected: Site, api: ResponsesApi) -> Person:
    api.requests.clear()
    return Person.signed_up(connected, "alice")


def test_each_call_carries_the_credential_of_whoever_asks(alice: Person, connected: Site) -> None:
    bob = Person.signed_up(connected, "bob")
    people = [alice, bob] * 3
    with ThreadPoolExecutor(6) as pool:  # all at once
        asked = script(tool=["whoami", {"pause": 0.5}])
        said = list(pool.map(lambda person: text_of(answer_of(person.ask(asked))), people))
    assert said == [f"It said: {person.name}" for person in people]


def test_only_what_the_site_allows_is_offered(alice: Person, api: ResponsesApi) -> None:
    alice.ask("Hello")
    names = {tool.get("name") for tool in api.requests[0]["tools"]}
    assert {"whoami", "update_customer"} <= names
    assert "delete_everything" not in names


def test_what_needs_approval_waits_for_it(alice: Person) -> None:
    events = alice.ask(script(tool=["update_customer", {"name": "Ada"}]))
    form = done(events, "structured_input")
    assert form["inputs"][0]["question"].endswith("name: Ada")
    answers = {form["inputs"][0]["id"]: {"values": ["Approve"], "skipped": False}}
    given = {"status": "answered", "answers": answers}
    told = alice.stream("threads.add_structured_input", thread_id=thread_of(events), item_id=form["id"], input=given)
    assert text_of(answer_of(told)) == f"It said: Updated Ada for {alice.name}"


def test_a_server_that_is_down_leaves_the_others_working_and_says_so(alice: Person) -> None:
    events = alice.ask(script(tool=["whoami", {}]))
    (notice,) = [event for event in events if event["type"] == "notice"]
    assert notice["level"] == "warning"
    assert notice["message"] == "The tools of “dead” cannot be reached at the moment."
    assert text_of(answer_of(events)) == f"It said: {alice.name}"


def test_whoever_has_no_credential_has_none_of_its_tools(connected: Site, api: ResponsesApi) -> None:
    guest = Person.signed_up(connected, "guest")
    api.requests.clear()
    guest.ask("Hello")
    assert "whoami" not in {tool.get("name") for tool in api.requests[0]["tools"]}


@pytest.mark.parametrize("hook", ["wrong_credential", "broken_credential"])
def test_a_credential_that_does_not_work_costs_the_tools_and_not_the_answer(
    hook: str, crm_url: str, new_site: Callable[..., Site]
) -> None:
    with new_site(_server(crm_url, credential=f"tests.hooks.{hook}")) as site:
        alice = Person.signed_up(site, "alice")
        events = alice.ask(script(text="Without it."))
        assert [event["type"] for event in events].count("notice") == 1
        assert text_of(answer_of(events)) == "Without it."
        assert alice.name not in site.log.read_text()


def test_a_server_that_dies_later_costs_one_sentence(new_site: Callable[..., Site]) -> None:
    with mcp_server.running() as url, new_site(_server(url)) as site:
        alice = Person.signed_up(site, "alice")
        assert text_of(answer_of(alice.ask(script(tool=["whoami", {}])))) == f"It said: {alice.name}"
    with new_site(_server(url)) as site:
        alice = Person.signed_up(site, "alice")
        assert text_of(answer_of(alice.ask(script(text="Without it.")))) == "Without it."


def test_stopping_ends_the_connection_too(alice: Person) -> None:
    events = alice.events("threads.create", input=message(script(tool=["whoami", {"pause": 2}])))
    next(event for event in events if event.type == "stream_options")
    assert alice.stop(alice.answer).json() == {"state": "stopped"}
    events.close()
    deadline = time.monotonic() + 10
    while (busy := alice.http.get("/_busy/").json())["tasks"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert busy == {"answers": 0, "tasks": []}
