"""Random secrets in every place where the site keeps one; none of them turns up anywhere else."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests import mcp_server, openid_provider, redis, responses_api
from tests.employees import Employee
from tests.listening import heard, listening
from tests.openid_provider import Provider
from tests.people import Person, done, script, thread_of
from tests.ports import free_port
from tests.responses_api import ResponsesApi
from tests.site import Site


def _random(what: str) -> str:
    return f"{what}-{uuid.uuid4().hex}"


API_KEY, SECRET_KEY = _random("sk"), _random("secret")
EMAIL, REDIS, DATABASE = _random("email"), _random("redis"), _random("database")
SESSIONS = ("--exclude", "sessions", "--exclude", "usersessions")  # where their keys belong


@pytest.fixture(scope="module")
def api() -> Iterator[ResponsesApi]:
    with responses_api.running() as running:
        yield running


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """Where the site keeps what its processes tell one another; empty where this machine has no Redis."""
    if not redis.is_installed():
        yield ""
        return
    with redis.server(password=REDIS) as url:
        yield url


@pytest.fixture(scope="module")
def site(
    api: ResponsesApi, redis_url: str, _provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with mcp_server.running() as crm:
        server = {"name": "crm", "url": crm.url, "credential": "tests.hooks.credential", "approve": ["update_customer"]}
        environment = {
            "OPENAI_API_KEY": API_KEY,
            "OPENAI_BASE_URL": api.url,
            "SECRET_KEY": SECRET_KEY,
            "REDIS_URL": redis_url,
            "EMAIL_URL": f"smtp://mailer:{EMAIL}@127.0.0.1:{free_port()}",
            "OIDC_OP_ISSUER": _provider.url,
            "OIDC_RP_CLIENT_ID": openid_provider.CLIENT,
            "OIDC_RP_CLIENT_SECRET": openid_provider.SECRET,
            "API_ISSUER": _provider.url,
            "API_AUDIENCE": openid_provider.AUDIENCE,
            "API_JWKS_URL": f"{_provider.url}/jwks",
            "TEST_REAL_MODEL": "1",
            "TEST_CHATKIT": json.dumps({"MCP": [server]}),
        }
        with Site(tmp_path_factory.mktemp("secrets"), **environment) as running:
            yield running


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


def _wants_mail(person: Person) -> str:
    """What the site says to somebody who has forgotten their password, while its e-mail server is away."""
    page = Person(person.site, "forgetful")
    token = page.http.get("/accounts/password/reset/").text.partition('name="csrfmiddlewaretoken" value="')[2][:64]
    fields = {"email": person.email, "csrfmiddlewaretoken": token}
    headers = {"Referer": f"{person.site.url}/accounts/password/reset/"}
    answer = page.http.post("/accounts/password/reset/", data=fields, headers=headers)
    assert answer.status_code == 500
    return answer.text


def _works_elsewhere(person: Employee, token: str) -> list[Any]:
    """What the site says to somebody who signs in with their company, and to a program of theirs."""
    person.sign_in()
    said = [event.data for event in person.bring_events(token, "threads.create", input=_message("Hello"))]
    return [person.http.get("/chat/").text, said, person.bring("forged." + token).text, person.ask("Hello")]


def _message(text: str) -> dict[str, Any]:
    return {"content": [{"type": "input_text", "text": text}], "attachments": [], "inference_options": {}}


def test_no_secret_leaves_its_place(site: Site, api: ResponsesApi, redis_url: str, provider: Provider) -> None:
    alice, employee = Person.signed_up(site, "alice"), Employee.hired(site, provider)
    token = employee.token()
    with ExitStack() as stack:
        told = stack.enter_context(redis.overheard(redis_url)) if redis_url else None
        socket = stack.enter_context(listening(alice))
        said = [*_used(alice), heard(socket), _wants_mail(alice), *_works_elsewhere(employee, token)]
    secrets = [API_KEY, SECRET_KEY, EMAIL, REDIS, openid_provider.SECRET, token, f"crm-secret-of-{alice.name}"]
    secrets += [alice.http.cookies["sessionid"], employee.http.cookies["sessionid"]]
    places = {
        "the model's input": json.dumps(api.requests),
        "events, items and pages": json.dumps(said, ensure_ascii=False),
        "the rows, with the runs that wait": site.manage("dumpdata", *SESSIONS),
        "the log": site.log.read_text(),
        **({"Redis": told.decode(errors="replace")} if told is not None else {}),
    }
    assert "chatkit.approval" in places["the rows, with the runs that wait"]
    assert said[0][0]["thread"]["id"] in places.get("Redis", str(said))
    for place, text in places.items():
        for secret in secrets:
            assert secret not in text, f"{secret} stands in {place}"
    assert all(header["authorization"] == f"Bearer {API_KEY}" for header in api.headers)  # where it belongs


def test_nor_does_a_key_that_the_provider_repeats(site: Site, api: ResponsesApi) -> None:
    alice = Person.signed_up(site, "alice")
    for status in ("401", "400", "429", "500"):
        api.failure = status
        try:
            said = alice.ask("Hello")
        finally:
            api.failure = ""
        assert API_KEY in api.told  # by the provider
        assert said[-1]["type"] == "error"
        assert API_KEY not in json.dumps([said, alice.items(thread_of(said))])
    assert API_KEY not in site.log.read_text()


def test_nor_does_the_password_of_a_database_that_is_away(site: Site) -> None:
    away = site.twin(DATABASE_URL=f"postgres://chat:{DATABASE}@127.0.0.1:{free_port()}/chat")
    try:
        nobody = Person(away, "nobody")
        pages = [nobody.http.get(path) for path in ("/", "/chat/", "/accounts/login/", "/admin/")]
        wire = nobody.post({"type": "threads.list", "params": {}})
    finally:
        away.__exit__()
    assert {page.status_code for page in [*pages, wire]} & {500, 503}
    assert DATABASE not in "".join([*(page.text for page in pages), wire.text, away.log.read_text()])
