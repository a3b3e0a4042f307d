"""People sign in with their company, which is believed what it has proved, and nothing else."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.exceptions import ConnectionClosed

from tests.employees import Employee
from tests.listening import listening
from tests.openid_provider import CLIENT, Provider
from tests.people import PASSWORD, Person
from tests.site import Site

NOW = int(time.time())
FORGED: dict[str, dict[str, Any]] = {
    "for another audience": {"claims": {"aud": "somebody-else"}},
    "for no audience": {"claims": {"aud": None}},
    "for several, and another party": {"claims": {"aud": [CLIENT, "other"], "azp": "other"}},
    "for several, and no party": {"claims": {"aud": [CLIENT, "other"]}},
    "for us, by another party": {"claims": {"azp": "other"}},
    "of another issuer": {"claims": {"iss": "https://evil.example"}},
    "of no issuer": {"claims": {"iss": None}},
    "expired": {"claims": {"exp": NOW - 3600}},
    "without an end": {"claims": {"exp": None}},
    "without a beginning": {"claims": {"iat": None}},
    "from the future": {"claims": {"iat": NOW + 36000}},
    "not valid yet": {"claims": {"nbf": NOW + 36000}},
    "of another sign-in": {"claims": {"nonce": "another"}},
    "of no sign-in": {"claims": {"nonce": None}},
    "of nobody": {"claims": {"sub": None}},
    "of an empty name": {"claims": {"sub": ""}},
    "of a name that is a number": {"claims": {"sub": 7}},
    "of a name with NUL": {"claims": {"sub": "a\0b"}, "info": {"sub": "a\0b"}},
    "of a very long name": {"claims": {"sub": "x" * 256}, "info": {"sub": "x" * 256}},
    "unsigned": {"forged": "none"},
    "signed with the public key": {"forged": "public key"},
    "signed with the client's secret": {"forged": "client secret"},
    "signed with another algorithm": {"forged": "PS256"},
    "signed with the provider's key of another kind": {"forged": "ES256"},
    "signed by somebody else": {"forged": "foreign key", "header": {"jku": "http://127.0.0.1:1/jwks"}},
    "signed with an unknown key": {"header": {"kid": "unknown"}},
    "signed with a key without a name": {"header": {"kid": None}},
}
BROKEN: dict[str, dict[str, Any]] = {
    "no token": {"token": {}},
    "a token that is none": {"token": {"id_token": "x", "access_token": "y"}},
    "a token that is a number": {"token": {"id_token": 1, "access_token": "y"}},
    "a list of tokens": {"token": []},
    "no JSON": {"token": "<html>"},
    "an error": {"token": 500},
    "a refusal": {"token": 400},
    "another place for the token": {"token": 307},
    "no user info": {"userinfo": 500},
    "a refusal of the user info": {"userinfo": 403},
    "another place for the user info": {"userinfo": 302},
    "the user info of somebody else": {"userinfo": {"sub": "somebody-else"}},
    "the user info of nobody": {"userinfo": {}},
    "user info that is none": {"userinfo": [1]},
    "no keys": {"jwks": 500},
    "another place for the keys": {"jwks": 302},
    "a list of keys": {"jwks": []},
    "an empty set of keys": {"jwks": {"keys": []}},
    "keys that are none": {"jwks": {"keys": [{"kty": "oct"}, 1]}},
    "keys that are no JSON": {"jwks": "no"},
}


def _says_so(response: Any, employee: Employee) -> None:
    assert response.status_code == 403
    assert "You could not be signed in" in response.text
    assert 'href="/accounts/login/"' in response.text
    assert not employee.is_signed_in


def test_somebody_of_the_company_is_signed_in_and_comes_back_to_where_they_were(employee: Employee) -> None:
    begin = "/oidc/authenticate/?next=/docs/settings/"
    assert employee.return_(begin=begin).headers["location"] == "/docs/settings/"
    assert employee.is_signed_in
    assert employee.user("user.first_name, user.email, user.has_usable_password()") == "Ada  False"


@pytest.mark.parametrize("wanted", ["//evil.example/", "https:evil.example", "https://evil.example/", "/\\evil"])
def test_and_never_to_another_site(wanted: str, employee: Employee) -> None:
    assert employee.return_(begin=f"/oidc/authenticate/?next={wanted}").headers["location"] == "/chat/"


def test_the_same_person_is_the_same_person_next_time(company: Site, provider: Provider, employee: Employee) -> None:
    employee.sign_in()
    thread_id = employee.thread("Mine")
    other = Employee(company, "elsewhere")
    other.provider, other.subject = provider, employee.subject
    other.return_(info={"preferred_username": "renamed", "email": "new@example.org"})
    assert [thread["id"] for thread in other.call("threads.list")["data"]] == [thread_id]


def test_the_sign_in_page_offers_it_and_says_where_to_come_back(company: Site) -> None:
    page = Person(company, "nobody").http.get("/accounts/login/?next=/docs/settings/").text
    assert 'href="/oidc/authenticate/?next=%2Fdocs%2Fsettings%2F"' in page
    assert "Sign in with your company" in page


def test_a_site_without_a_company_offers_none(nobody: Person) -> None:
    assert "with your company" not in nobody.http.get("/accounts/login/").text
    assert nobody.http.get("/oidc/authenticate/").status_code == 404


def test_each_sign_in_has_a_state_a_nonce_and_a_challenge_of_its_own(employee: Employee) -> None:
    asked = [parse_qs(urlsplit(employee.http.get("/oidc/authenticate/").headers["location"]).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert len({query[name][0] for query in asked}) == 2
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["scope"] == ["openid profile"]


@pytest.mark.parametrize("how", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_right_signs_nobody_in(how: dict[str, Any], employee: Employee) -> None:
    _says_so(employee.return_(**how), employee)


@pytest.mark.parametrize("claims", [{"aud": [CLIENT]}, {"aud": [CLIENT, "other"], "azp": CLIENT}, {"azp": CLIENT}])
def test_a_token_may_say_in_several_ways_that_it_is_for_us(claims: dict[str, Any], employee: Employee) -> None:
    assert employee.return_(claims=claims).status_code == 302
    assert employee.is_signed_in


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_whatever_the_provider_says_instead_is_a_page(broken: dict[str, Any], employee: Employee) -> None:
    _says_so(employee.return_(broken=broken), employee)


@pytest.mark.parametrize("endpoint", ["token", "userinfo", "jwks"])
def test_a_provider_that_does_not_answer_is_not_waited_for(endpoint: str, employee: Employee) -> None:
    address = employee.way_back(broken={endpoint: "hangs"})
    begin = time.monotonic()
    _says_so(employee.http.get(address), employee)
    assert time.monotonic() - begin < 8


def test_a_sign_in_can_be_used_once(employee: Employee) -> None:
    address = employee.way_back()
    assert employee.http.get(address).status_code == 302
    employee.http.post("/accounts/logout/", data={"csrfmiddlewaretoken": employee.http.cookies["csrftoken"]})
    _says_so(employee.http.get(address), employee)


def test_a_sign_in_of_somebody_elses_browser_is_refused(employee: Employee, company: Site) -> None:
    other = Employee.hired(company, employee.provider)
    _says_so(other.http.get(employee.way_back()), other)


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=x", "?error=x&state=x"])
def test_a_link_that_somebody_made_up_signs_nobody_in_and_nobody_out(query: str, employee: Employee) -> None:
    employee.sign_in()
    assert employee.http.get(f"/oidc/callback/{query}").status_code == 403
    assert employee.is_signed_in


def test_a_password_form_takes_no_code(company: Site, employee: Employee) -> None:
    query = urlsplit(employee.way_back(claims={"nonce": None})).query
    path = f"/accounts/login/?{query}"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', employee.http.get(path).text)
    assert token
    fields = {"login": "nobody", "password": "wrong", "csrfmiddlewaretoken": token[1]}
    asked = employee.provider.asked("/token")
    employee.http.post(path, data=fields, headers={"Referer": f"{company.url}{path}"})
    assert not employee.is_signed_in
    assert employee.provider.asked("/token") == asked


def test_somebody_who_is_not_signed_in_there_is_not_here(employee: Employee) -> None:
    _says_so(employee.http.get(employee.way_back(person=None)), employee)


@pytest.mark.parametrize("is_verified", [True, False])
def test_an_address_opens_nobodys_account(is_verified: bool, company: Site, employee: Employee) -> None:  # noqa: FBT001
    local = Person.signed_up(company, "local")
    thread_id = local.thread("Private")
    assert employee.return_(info={"email": local.email, "email_verified": is_verified}).status_code == 302
    assert employee.call("threads.list")["data"] == []
    assert employee.user(f"[user.email], User.objects.get(username={local.name!r}) == user") == "[''] False"
    again = Person(company, local.name)
    again.submit("/accounts/login/", {"login": local.email, "password": PASSWORD})
    assert [thread["id"] for thread in again.call("threads.list")["data"]] == [thread_id]


def test_the_name_of_somebody_here_is_not_taken_over(company: Site, employee: Employee) -> None:
    local = Person.signed_up(company, "local")
    employee.return_(info={"preferred_username": local.name})
    assert employee.call("threads.list")["data"] == []
    assert employee.user("user.username").startswith(f"{local.name}-")


def test_somebody_who_comes_twice_at_once_is_one_person(company: Site, employee: Employee) -> None:
    twins = [employee, *(Employee(company, "tab") for _ in range(3))]
    for tab in twins:
        tab.provider, tab.subject = employee.provider, employee.subject
    with ThreadPoolExecutor(4) as pool:
        addresses = [tab.way_back() for tab in twins]
        back = list(pool.map(lambda tab, address: tab.http.get(address).status_code, twins, addresses))
    assert back == [302] * 4
    mine = {tab.thread() for tab in twins}
    assert {thread["id"] for thread in employee.call("threads.list")["data"]} == mine


def test_a_site_may_let_in_only_whom_it_knows(company: Site, provider: Provider, employee: Employee) -> None:
    employee.sign_in()
    closed = company.twin(OIDC_CREATE_USER="false")
    try:
        stranger, known = Employee.hired(closed, provider), Employee.hired(closed, provider)
        known.subject = employee.subject
        _says_so(stranger.return_(), stranger)
        known.sign_in()
    finally:
        closed.__exit__()


def test_somebody_deactivated_is_out_and_stays_out(employee: Employee) -> None:
    employee.sign_in()
    employee.user("user.__class__.objects.filter(pk=user.pk).update(is_active=False)")
    assert not employee.is_signed_in
    assert employee.http.get("/chat/").headers["location"] == "/accounts/login/?next=/chat/"
    _says_so(employee.return_(), employee)


def _let_time_pass(employee: Employee) -> None:
    key = employee.http.cookies["sessionid"]
    employee.site.python(
        "from django.contrib.sessions.backends.db import SessionStore",
        f"session = SessionStore({key!r})",
        "session['oidc_id_token_expiration'] = 1",
        "session.save()",
    )


def test_after_a_while_the_chat_asks_to_sign_in_again_and_a_page_does_it_by_itself(employee: Employee) -> None:
    employee.sign_in()
    _let_time_pass(employee)
    refused = employee.post({"type": "threads.list", "params": {}})
    assert refused.status_code == 401
    assert refused.json() == {
        "code": "sign_in_again",
        "message": "Please sign in again to go on.",
        "login_url": "/oidc/authenticate/",
    }
    for path in (
        "/chat/answers/ans_x/",
        "/chat/files/x/",
        "/chat/entities/",
        "/chat/announcement/",
        "/chat/allowance/",
    ):
        assert employee.http.get(path).json()["code"] == "sign_in_again"
    there = employee.http.get("/chat/?from=here").headers["location"]
    assert parse_qs(urlsplit(there).query)["prompt"] == ["none"]
    back = employee.provider.http.get(there).headers["location"]
    assert employee.http.get(back).headers["location"] == "/chat/?from=here"
    assert employee.is_signed_in


def test_the_way_that_the_chat_shows_leads_back_to_it(employee: Employee) -> None:
    employee.sign_in()
    _let_time_pass(employee)
    address, path = "/accounts/login/?next=/docs/settings/", ""
    for _ in range(4):
        answer = (employee.provider if address.startswith(employee.provider.url) else employee).http.get(address)
        address = answer.headers.get("location", "")
        path = address or path
    assert path == "/docs/settings/"
    assert employee.is_signed_in


def test_an_open_page_hears_nothing_any_more_then(employee: Employee) -> None:
    employee.sign_in()
    with listening(employee) as socket, pytest.raises(TimeoutError):
        socket.recv(timeout=0.5)
    _let_time_pass(employee)
    with listening(employee) as socket, pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def test_somebody_who_left_the_company_is_out_then(employee: Employee) -> None:
    employee.sign_in()
    _let_time_pass(employee)
    employee.provider.be(person=None)
    there = employee.http.get("/chat/").headers["location"]
    _says_so(employee.http.get(employee.provider.http.get(there).headers["location"]), employee)


def test_a_password_is_not_under_that_clock(company: Site) -> None:
    local = Person.signed_up(company, "local")
    assert local.http.get("/chat/").status_code == 200
    assert local.call("threads.list")["data"] == []


def test_new_keys_of_the_provider_are_believed_at_once(employee: Employee) -> None:
    employee.sign_in()
    employee.provider.rotate()
    employee.sign_in()


def test_a_provider_that_does_not_describe_itself_is_a_page_until_it_does(company: Site, provider: Provider) -> None:
    fresh = company.twin()  # one that has not asked yet
    try:
        employee = Employee.hired(fresh, provider)
        for said in (500, [], {}, "no", {"issuer": "https://evil.example"}, {"issuer": provider.url}):
            provider.be(broken={"openid-configuration": said})
            _says_so(employee.http.get("/oidc/authenticate/"), employee)
        employee.sign_in()
    finally:
        fresh.__exit__()


def test_endpoints_that_are_set_are_not_looked_up(company: Site, provider: Provider) -> None:
    names = {"AUTHORIZATION": "authorize", "TOKEN": "token", "USER": "userinfo", "JWKS": "jwks"}
    endpoints = {f"OIDC_OP_{name}_ENDPOINT": f"{provider.url}/{path}" for name, path in names.items()}
    fresh = company.twin(OIDC_RP_SIGN_ALGO="ES256", **endpoints)
    try:
        employee = Employee.hired(fresh, provider)
        described = {"openid-configuration": 500}
        assert employee.return_(forged="ES256", broken=described).status_code == 302
        assert employee.is_signed_in
        stranger = Employee.hired(fresh, provider)
        _says_so(stranger.return_(broken=described), stranger)  # RS256, on a site of ES256
    finally:
        fresh.__exit__()
