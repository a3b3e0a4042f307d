"""MCP servers: each person with their own credential, what the site allows, and no answer lost when one is down."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests import mcp_server
from tests.mcp_server import SECRET, McpServer
from tests.people import Person, answer_of, done, message, script, text_of, thread_of
from tests.ports import free_port
from tests.responses_api import ResponsesApi, plain
from tests.site import Site

FAILED = "It said: This tool failed. Say so in one sentence, and go on without it."


@pytest.fixture(scope="module")
def crm() -> Iterator[McpServer]:
    with mcp_server.running() as running:
        yield running


def _server(url: str, **more: Any) -> dict[str, Any]:
    known = {"name": "crm", "url": url, "credential": "tests.hooks.credential", "seconds": 3, "characters": 1000}
    tools = ["whoami", "update_customer", "tell_everything"]
    return {**known, "tools": tools, "approve": ["update_customer"], **more}


@pytest.fixture(scope="module")
def new_site(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    def made(*servers: dict[str, Any]) -> Site:
        environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": api.url, "TEST_REAL_MODEL": "1"}
        return Site(tmp_path_factory.mktemp("mcp"), TEST_CHATKIT=json.dumps({"MCP": servers}), **environment)

    return made


@pytest.fixture(scope="module")
def connected(crm: McpServer, new_site: Callable[..., Site]) -> Iterator[Site]:
    """One that works, one that is not there, and one that breaks when it is asked for its tools."""
    dead = _server(f"http://127.0.0.1:{free_port()}/mcp", name="dead")
    broken = _server(crm.url.replace("/mcp", "/unlisted/mcp"), name="broken", credential="tests.hooks.other_credential")
    with new_site(_server(crm.url), dead, broken) as site:
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
    told = {(event["level"], event["message"]) for event in events if event["type"] == "notice"}
    names = ("dead", "broken")
    assert told == {("warning", f"The tools of “{name}” cannot be reached at the moment.") for name in names}
    assert text_of(answer_of(events)) == f"It said: {alice.name}"


def test_whoever_has_no_credential_has_none_of_its_tools(connected: Site, api: ResponsesApi) -> None:
    guest = Person.signed_up(connected, "guest")
    api.requests.clear()
    guest.ask("Hello")
    assert "whoami" not in {tool.get("name") for tool in api.requests[0]["tools"]}


@pytest.mark.parametrize("hook", ["wrong_credential", "broken_credential"])
def test_a_credential_that_does_not_work_costs_the_tools_and_not_the_answer(
    hook: str, crm: McpServer, new_site: Callable[..., Site]
) -> None:
    with new_site(_server(crm.url, credential=f"tests.hooks.{hook}")) as site:
        alice = Person.signed_up(site, "alice")
        events = alice.ask(script(text="Without it."))
        assert [event["type"] for event in events].count("notice") == 1
        assert text_of(answer_of(events)) == "Without it."
        assert alice.name not in site.log.read_text()


def test_a_server_that_dies_during_a_call_costs_one_sentence(new_site: Callable[..., Site]) -> None:
    with mcp_server.running() as crm, new_site(_server(crm.url, seconds=60)) as site:
        alice = Person.signed_up(site, "alice")
        events = alice.events("threads.create", input=message(script(tool=["whoami", {"pause": 60}])))
        begun = [next(events).data]
        _until(lambda: "tools/call" in _methods(crm))
        crm.kill()
        assert text_of(answer_of([*begun, *(event.data for event in events)])) == FAILED


def test_a_call_that_takes_too_long_ends_alone(alice: Person, connected: Site, api: ResponsesApi) -> None:
    before = time.monotonic()
    events = alice.ask(script(tool=["whoami", {"pause": 60}], again=["whoami", {}]))
    assert text_of(answer_of(events)) == f"It said: {alice.name}"  # the same connection goes on
    assert time.monotonic() - before < 30
    outputs = [item["output"] for item in api.requests[-1]["input"] if item.get("type") == "function_call_output"]
    assert [FAILED, f"It said: {alice.name}"] == [f"It said: {plain(output)}" for output in outputs]


def test_an_answer_has_one_connection_for_all_its_calls(alice: Person, crm: McpServer) -> None:
    bob = Person.signed_up(alice.site, "bob")
    before = len(crm.asked())
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda person: person.ask(script(tool=["whoami", {}], again=["whoami", {}])), [alice, bob]))
    asked = crm.asked()[before:]
    for person in (alice, bob):
        theirs = [one["method"] for one in asked if one["authorization"] == f"{SECRET}{person.name}"]
        assert sorted(theirs) == ["server/discover", "tools/call", "tools/call", "tools/list"]


def test_the_credential_may_go_into_a_header_of_the_servers_own(crm: McpServer, new_site: Callable[..., Site]) -> None:
    before = len(crm.asked())
    with new_site(_server(crm.url, header="X-Crm-Key")) as site:
        alice = Person.signed_up(site, "alice")
        assert text_of(answer_of(alice.ask(script(tool=["whoami", {}])))) == f"It said: {alice.name}"
    asked = crm.asked()[before:]
    assert {(one["authorization"], one["x-crm-key"]) for one in asked} == {("", f"{SECRET}{alice.name}")}


def test_a_name_is_the_sites_own_or_the_first_servers(
    crm: McpServer, new_site: Callable[..., Site], api: ResponsesApi
) -> None:
    with mcp_server.running() as other, new_site(_server(crm.url, tools=[]), _server(other.url, name="other")) as site:
        alice = Person.signed_up(site, "alice")
        api.requests.clear()
        before = len(crm.asked())
        assert text_of(answer_of(alice.ask(script(tool=["whoami", {}])))) == f"It said: {alice.name}"
        assert "Found at the customer" not in str(alice.ask(script(tool=["search_site", {"query": "embed"}])))
        names = [tool.get("name") for tool in api.requests[0]["tools"]]
        assert len(names) == len(set(names))
        assert [one["method"] for one in crm.asked()[before:]].count("tools/call") == 1
        assert "tools/call" not in _methods(other)


def test_what_a_server_says_is_cut(alice: Person) -> None:
    said = text_of(answer_of(alice.ask(script(tool=["tell_everything", {}]))))
    assert said == f"It said: {'x' * 1000} … (cut after 1000 characters)"


def test_stopping_ends_the_connection_too(alice: Person) -> None:
    events = alice.events("threads.create", input=message(script(tool=["whoami", {"pause": 2}])))
    next(event for event in events if event.type == "stream_options")
    assert alice.stop(alice.answer).json() == {"state": "stopped"}
    events.close()
    deadline = time.monotonic() + 10
    while (busy := alice.http.get("/_busy/").json())["tasks"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert busy == {"answers": 0, "tasks": []}


def _methods(server: McpServer) -> list[str]:
    return [one["method"] for one in server.asked()]


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "It never was so."
        time.sleep(0.05)
