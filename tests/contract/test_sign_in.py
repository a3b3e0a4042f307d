"""Who may use the chat, and what everybody else is told."""

from __future__ import annotations

import pytest

from tests.contract.operations import ALL, params
from tests.people import PASSWORD, Person, message


@pytest.mark.parametrize("operation", ALL)
def test_nobody_signed_in_is_told_where_to_sign_in(operation: str, nobody: Person) -> None:
    response = nobody.post({"type": operation, "params": params(operation, thread_id="thr_x", item_id="msg_x")})
    assert response.status_code == 401
    assert response.json() == {
        "code": "login_required",
        "message": "Please sign in to use the chat.",
        "login_url": "/accounts/login/",
    }


def test_the_page_sends_the_signed_out_to_sign_in_and_back(nobody: Person) -> None:
    response = nobody.http.get("/chat/")
    assert response.status_code == 302
    assert response.headers["location"] == "/accounts/login/?next=/chat/"


def test_signing_in_leads_back_but_never_off_the_site(alice: Person) -> None:
    for wanted, landed in (
        ("/docs/settings/", "/docs/settings/"),
        ("//evil.example/", "/chat/"),
        ("https:evil.example", "/chat/"),
    ):
        person = Person(alice.site, alice.name)
        done = person.submit(
            f"/accounts/login/?next={wanted}", {"login": alice.name, "password": PASSWORD, "next": wanted}
        )
        assert done.headers["location"] == landed


def test_the_name_and_the_address_both_sign_in(alice: Person) -> None:
    for login in (alice.name, alice.email):
        person = Person(alice.site, alice.name)
        person.submit("/accounts/login/", {"login": login, "password": PASSWORD})
        assert person.call("threads.list")["data"] == []


@pytest.mark.parametrize(
    "headers", [{"X-CSRFToken": ""}, {"X-CSRFToken": "x" * 64}, {"Origin": "https://evil.example"}]
)
def test_a_forged_request_is_refused_in_json(headers: dict[str, str], alice: Person) -> None:
    response = alice.post({"type": "threads.create", "params": {"input": message("Hello")}}, **headers)
    assert response.status_code == 403
    assert response.json()["code"] == "csrf_failed"
    assert alice.call("threads.list")["data"] == []


def test_signing_out_ends_it(alice: Person) -> None:
    assert alice.call("threads.list")
    token = alice.http.cookies["csrftoken"]
    alice.http.post("/accounts/logout/", data={"csrfmiddlewaretoken": token})
    assert alice.post({"type": "threads.list", "params": {}}).status_code == 401


def test_dora_is_out_at_her_next_request(site, alice: Person) -> None:
    assert alice.call("threads.list")
    site.manage(
        "shell",
        "-c",
        f"from accounts.models import User; User.objects.filter(username='{alice.name}').update(is_active=False)",
    )
    assert alice.post({"type": "threads.list", "params": {}}).status_code == 401
