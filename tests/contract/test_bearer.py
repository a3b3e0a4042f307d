"""Front ends on other stacks bring a token instead of a session: one door for each, and no way around either."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.employees import Employee
from tests.openid_provider import AUDIENCE, CLIENT, Provider
from tests.people import Person, message, text_of, thread_of
from tests.ports import free_port
from tests.site import Site

NOW = int(time.time())
FORGED: dict[str, dict[str, Any]] = {
    "expired": {"exp": NOW - 3600},
    "without an end": {"exp": None},
    "without a beginning": {"iat": None},
    "from the future": {"iat": NOW + 36000},
    "not valid yet": {"nbf": NOW + 36000},
    "for another audience": {"aud": "another-api"},
    "for no audience": {"aud": None},
    "of another issuer": {"iss": "https://evil.example"},
    "of no issuer": {"iss": None},
    "of nobody": {"sub": None},
    "of somebody unknown": {"sub": "nobody-knows"},
    "of a name that is a number": {"sub": 7},
    "of a name with NUL": {"sub": "a\0b"},
    "an ID token": {"aud": CLIENT, "scope": None, "nonce": "n"},
    "an ID token for the same audience": {"scope": None, "nonce": "n"},
    "for something else": {"scope": "openid profile chatter"},
    "for a scope of no shape": {"scope": {"chat": 1}},
    "unsigned": {"forged": "none"},
    "signed with the public key": {"forged": "public key"},
    "signed with another algorithm": {"forged": "PS256"},
    "signed with the client's secret": {"forged": "client secret"},
    "signed by somebody else": {"forged": "foreign key"},
    "signed with a key of their own": {"forged": "foreign key", "header": {"jku": "JWKS", "kid": "theirs"}},
    "signed with a key that a certificate names": {"forged": "foreign key", "header": {"x5u": "JWKS"}},
    "signed with an unknown key": {"header": {"kid": "unknown"}},
    "signed with a key without a name": {"header": {"kid": None}},
}
NO_TOKENS = {
    "a word": "x",
    "three words": "a.b.c",
    "12 KB": "x" * 12_000,  # of more than 16 KB daphne itself does not let pass
    "deep nesting": "W1tbW1tb" * 900 + ".e30.x",
    "bytes": "\xff\xfe.\xff.\xff",
}


@pytest.fixture
def ada(employee: Employee) -> Employee:
    """Somebody whom the site knows, with a browser that is not signed in."""
    employee.sign_in()
    employee.http.cookies.clear()
    return employee


def _is_refused(response: Any) -> None:
    assert response.status_code == 401
    assert response.json() == {
        "code": "invalid_token",
        "message": "This token is not valid here. Get a new one and try again.",
    }
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert response.headers["cache-control"] == "no-store"


def test_a_token_opens_the_threads_of_its_person(ada: Employee, company: Site) -> None:
    events = [event.data for event in ada.bring_events(ada.token(), "threads.create", input=message("Hello"))]
    assert text_of(events[-1]["item"]) == "You said: Hello"
    listed = ada.bring(ada.token(), "threads.list").json()["data"]
    assert [thread["id"] for thread in listed] == [thread_of(events)]
    ada.sign_in()  # and the session of the same person shows them too
    assert [thread["id"] for thread in ada.call("threads.list")["data"]] == [thread_of(events)]


@pytest.mark.parametrize(
    "how",
    [
        {"scope": None, "header": {"typ": "at+jwt"}},
        {"scope": None, "header": {"typ": "application/at+jwt"}},
        {"scope": None, "scp": ["other", "chat"]},
        {"aud": ["other", AUDIENCE]},
        {"forged": "ES256"},
        {"iat": NOW + 10},
    ],
)
def test_an_issuer_may_say_in_several_ways_what_a_token_is_for(how: dict[str, Any], ada: Employee) -> None:
    assert ada.bring(ada.token(**how)).status_code == 200


@pytest.mark.parametrize("how", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_right_opens_nothing(how: dict[str, Any], ada: Employee) -> None:
    place = f"{ada.provider.url}/elsewhere"
    header = {name: place if value == "JWKS" else value for name, value in how.get("header", {}).items()}
    elsewhere = ada.provider.asked("/elsewhere")
    _is_refused(ada.bring(ada.token(**{**how, "header": header})))
    assert ada.provider.asked("/elsewhere") == elsewhere


@pytest.mark.parametrize("token", NO_TOKENS.values(), ids=NO_TOKENS)
def test_what_is_no_token_opens_nothing(token: str, ada: Employee) -> None:
    shown = [(b"Authorization", f"Bearer {token}".encode("latin-1"))]
    _is_refused(ada.http.post("/chat/api/", content=b"{}", headers=shown))


@pytest.mark.parametrize("authorization", [None, "Basic YTpi", "Bearer", "Token x"])
def test_no_token_opens_nothing(authorization: str | None, ada: Employee) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    _is_refused(ada.bring(None, headers=headers))


# The four mixed cases


def test_a_token_does_not_replace_the_csrf_token_of_a_session(employee: Employee) -> None:
    employee.sign_in()
    shown = {"Authorization": f"Bearer {employee.token()}", "X-CSRFToken": ""}
    assert employee.post({"type": "threads.list", "params": {}}, **shown).status_code == 403
    employee.http.cookies.delete("sessionid")
    assert employee.post({"type": "threads.list", "params": {}}, **shown).status_code == 401


def test_a_session_does_not_open_the_door_for_tokens(employee: Employee) -> None:
    employee.sign_in()
    _is_refused(employee.bring(None, headers=employee.headers))
    for path in ("answers/ans_x/", "files/x/", "entities/"):
        _is_refused(employee.http.get(f"/chat/api/{path}"))
    _is_refused(employee.http.post("/chat/api/answers/ans_x/stop/", headers=employee.headers))


def test_a_session_does_not_help_a_token_that_is_not_right(employee: Employee) -> None:
    employee.sign_in()
    _is_refused(employee.bring(employee.token(exp=NOW - 3600), headers=employee.headers))


def test_the_token_says_who_asks_and_the_session_stays_as_it_is(employee: Employee, company: Site) -> None:
    alice = Person.signed_up(company, "alice")
    alices = alice.thread("Alice's")
    employee.sign_in()
    own = employee.thread("Mine")
    employee.http.cookies = alice.http.cookies
    response = employee.bring(employee.token())
    assert [thread["id"] for thread in response.json()["data"]] == [own]
    assert "set-cookie" not in response.headers
    assert [thread["id"] for thread in alice.call("threads.list")["data"]] == [alices]


# The cookie


def test_the_token_may_be_in_a_cookie_and_then_needs_the_csrf_token(ada: Employee) -> None:
    ada.http.cookies.set("api_token", ada.token())
    assert ada.bring(None).status_code == 403
    assert ada.bring(None).json()["code"] == "csrf_failed"
    ada.http.cookies.set("csrftoken", "x" * 32)
    assert ada.bring(None, headers={"X-CSRFToken": "y" * 32}).status_code == 403
    assert ada.bring(None, headers={"X-CSRFToken": "x" * 32, "Origin": "https://evil.example"}).status_code == 403
    assert ada.bring(None, headers={"X-CSRFToken": "x" * 32}).status_code == 200


def test_a_token_in_the_header_goes_before_the_cookie(ada: Employee) -> None:
    ada.http.cookies.set("api_token", ada.token())
    ada.http.cookies.set("csrftoken", "x" * 32)
    _is_refused(ada.bring("x", headers={"X-CSRFToken": "x" * 32}))
    ada.http.cookies.set("api_token", "x")
    _is_refused(ada.bring(None, headers={"X-CSRFToken": "x" * 32}))
    assert ada.bring(ada.token()).status_code == 200


# Answers


def test_an_answer_is_followed_and_stopped_with_the_token_that_began_it(ada: Employee, company: Site) -> None:
    token = ada.token()
    events = ada.bring_events(token, "threads.create", input=message('script:{"words": 300, "pace": 0.02}'))
    thread_id = next(events).data["thread"]["id"]
    shown = {"Authorization": f"Bearer {token}"}
    path = f"/chat/api/answers/{ada.answer}/"
    other = Employee.hired(company, ada.provider)
    other.sign_in()
    theirs = {"Authorization": f"Bearer {other.token()}"}
    assert other.http.get(path, headers=theirs).status_code == 404
    assert other.http.post(f"{path}stop/", headers=theirs).status_code == 404
    with ada.http.stream("GET", path, headers=shown) as response:
        assert next(response.iter_lines()) == "id: 1"
    assert ada.http.post(f"{path}stop/", headers=shown).json() == {"state": "stopped"}
    response = ada.bring(token, "threads.get_by_id", thread_id=thread_id)
    assert response.headers["chatkit-answer-state"] == "stopped"
    events.close()


def test_somebody_elses_thread_is_as_good_as_none(ada: Employee, company: Site) -> None:
    bobs = Person.signed_up(company, "bob").thread("Bob's")
    foreign, absent = (ada.bring(ada.token(), "threads.get_by_id", thread_id=name) for name in (bobs, "thr_none"))
    assert (foreign.status_code, foreign.text) == (absent.status_code, absent.text)
    assert foreign.status_code == 404


def test_somebody_deactivated_is_out_at_their_next_request(ada: Employee) -> None:
    token = ada.token()
    assert ada.bring(token).status_code == 200
    ada.user("User.objects.filter(pk=user.pk).update(is_active=False)")
    _is_refused(ada.bring(token))


def test_the_body_has_the_limit_of_the_wire(ada: Employee) -> None:
    shown = {"Authorization": f"Bearer {ada.token()}"}
    assert ada.http.post("/chat/api/", content=b"x" * (256 * 1024 + 1), headers=shown).status_code == 413
    chunks = (b"x" * 65536 for _ in range(5))
    assert ada.http.post("/chat/api/", content=chunks, headers=shown).status_code == 413
    assert ada.http.get("/chat/api/", headers=shown).status_code == 405


def test_a_site_without_an_issuer_has_no_such_door(nobody: Person) -> None:
    response = nobody.http.post("/chat/api/", content=b"{}", headers={"Authorization": "Bearer x"})
    assert (response.status_code, response.json()["code"]) == (403, "not_offered")


# The issuer's keys


def test_however_many_keys_are_unknown_the_issuer_is_asked_once(ada: Employee, company: Site) -> None:
    twin = company.twin(TEST_API_KEYS="{}")  # with the cool-down of production
    try:
        other = Employee.hired(twin, ada.provider)
        assert other.bring(ada.token()).status_code == 200
        tokens = [ada.token(header={"kid": f"unknown-{number}"}) for number in range(100)]
        asked = ada.provider.asked("/jwks")
        with ThreadPoolExecutor(8) as pool:
            statuses = {response.status_code for response in pool.map(other.bring, tokens)}
        assert statuses == {401}
        assert ada.provider.asked("/jwks") - asked <= 1
    finally:
        twin.__exit__()


def test_a_new_key_is_found_after_the_cool_down(ada: Employee) -> None:
    assert ada.bring(ada.token()).status_code == 200
    ada.provider.rotate()
    time.sleep(2.1)
    assert ada.bring(ada.token()).status_code == 200


def test_an_issuer_that_is_away_is_missed_when_its_keys_are_old(ada: Employee, company: Site) -> None:
    twin = company.twin(TEST_API_KEYS='{"lifespan": 3, "cooldown_duration": 2}')
    try:
        other = Employee.hired(twin, ada.provider)
        token = ada.token()
        assert other.bring(token).status_code == 200
        ada.provider.be(broken={"jwks": "hangs"})
        assert other.bring(token).status_code == 200
        time.sleep(3)
        begin = time.monotonic()
        missed = other.bring(token)
        assert (missed.status_code, missed.json()["code"], missed.headers["retry-after"]) == (503, "outage", "30")
        assert time.monotonic() - begin < 5
        begin = time.monotonic()
        assert other.bring(token).status_code == 503
        assert time.monotonic() - begin < 1  # not asked again at once
        streaming = other.bring(token, "threads.create", input=message("Hello"))
        assert streaming.status_code == 200
        assert '"allow_retry":true' in streaming.text
        for said in (500, 302, [], {"keys": []}, "no"):
            ada.provider.be(broken={"jwks": said})
            time.sleep(2.1)
            assert other.bring(token).status_code == 503
        ada.provider.be()
        time.sleep(2.1)
        assert other.bring(token).status_code == 200
    finally:
        twin.__exit__()


def test_the_chat_goes_on_for_everybody_else_while_the_issuer_is_away(company: Site, provider: Provider) -> None:
    twin = company.twin(API_JWKS_URL=f"http://127.0.0.1:{free_port()}/jwks")
    try:
        assert Employee.hired(twin, provider).bring(provider.token(sub="x")).status_code == 503
        assert text_of(Person.signed_up(twin, "alice").ask("Hello")[-1]["item"]) == "You said: Hello"
    finally:
        twin.__exit__()
