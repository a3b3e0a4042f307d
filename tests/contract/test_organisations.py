"""People ask for themselves or for one of their organisations, and nothing of the one is seen in the other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.employees import Employee
from tests.organisations import asks_for, belonging, belongs, leaves
from tests.people import Person, message


def listed(person: Person) -> list[str]:
    return [thread["id"] for thread in person.call("threads.list")["data"]]


@pytest.fixture
def alice(alice: Person) -> Person:
    """She belongs to two, and asks for herself."""
    belongs(alice, "acme")
    belongs(alice, "zenith", "staff")
    return alice


def test_each_has_its_own_threads(alice: Person) -> None:
    own = alice.thread("for myself")
    assert asks_for(alice, "acme") == 302
    acme = alice.thread("for acme")
    assert listed(alice) == [acme]
    asks_for(alice, "zenith")
    assert listed(alice) == []
    asks_for(alice, "")
    assert listed(alice) == [own]


def test_a_colleague_sees_only_what_they_asked_themselves(alice: Person, bob: Person) -> None:
    belongs(bob, "acme")
    for person in (alice, bob):
        asks_for(person, "acme")
    hers, his = alice.thread(), bob.thread()
    assert (listed(alice), listed(bob)) == ([hers], [his])
    assert bob.post({"type": "threads.get_by_id", "params": {"thread_id": hers}}).status_code == 404


def test_what_an_answer_cost_is_the_organisations(alice: Person) -> None:
    asks_for(alice, "acme")
    thread_id = alice.thread()
    rows = f"Usage.objects.filter(answer__thread={thread_id!r}).values_list('tenant', 'user__username')"
    assert alice.site.python(f"print(*{rows})") == f"('{number(alice)}', '{alice.name}')"


def number(person: Person) -> str:
    return person.site.python(
        "from accounts.models import Organisation", "print(Organisation.objects.get(slug='acme').pk)"
    )


def test_nobody_chooses_one_that_they_do_not_belong_to(alice: Person, bob: Person) -> None:
    assert asks_for(bob, "acme") == 404
    assert asks_for(bob, "nonsense") == 404
    assert listed(bob) == []
    assert "Zenith" not in bob.http.get("/chat/").text


def test_the_page_offers_them_and_says_which_it_is(alice: Person) -> None:
    page = alice.http.get("/chat/").text
    assert all(name in page for name in ("Yourself", "Acme", "Zenith"))
    asks_for(alice, "zenith")
    page = alice.http.get("/chat/").text
    assert 'value="zenith" aria-current="true"' in page
    account = alice.http.get("/accounts/").text
    assert "Zenith (staff)" in account
    assert "Acme (member)" in account


def test_it_is_forgotten_when_the_person_signs_out(alice: Person) -> None:
    asks_for(alice, "acme")
    alice.submit("/accounts/logout/", {})
    alice.sign_in()
    assert 'value="" aria-current="true"' in alice.http.get("/chat/").text


@pytest.mark.parametrize("how", ["member no more", "switched off"])
def test_who_has_lost_it_is_refused_at_once_and_told_what_to_do(how: str, alice: Person) -> None:
    asks_for(alice, "acme")
    thread_id = alice.thread()
    if how == "member no more":
        leaves(alice, "acme")
    else:
        switch(alice, on=False)
    try:
        for operation, params in (
            ("threads.list", {}),
            ("threads.get_by_id", {"thread_id": thread_id}),
            ("threads.create", {"input": message("Hello")}),
        ):
            refused = alice.post({"type": operation, "params": params})
            assert (refused.status_code, refused.json()["code"]) == (403, "not_a_member")
        page = alice.http.get("/chat/")
        assert page.status_code == 200
        assert "Choose an organisation" in page.text
        asks_for(alice, "")
        assert listed(alice) == []
    finally:
        switch(alice, on=True)


def switch(person: Person, *, on: bool) -> None:
    person.site.python(
        "from accounts.models import Organisation", f"Organisation.objects.filter(slug='acme').update(is_active={on})"
    )


def test_a_page_that_was_made_for_another_one_is_refused(alice: Person) -> None:
    mark = made_for(alice)
    assert alice.post({"type": "threads.list", "params": {}}, **{"ChatKit-For": mark}).status_code == 200
    asks_for(alice, "acme")
    body = {"type": "threads.create", "params": {"input": message("For whom?")}}
    refused = alice.post(body, **{"ChatKit-For": mark})
    assert (refused.status_code, refused.json()["code"]) == (409, "elsewhere")
    assert listed(alice) == []
    assert alice.post(body, **{"ChatKit-For": made_for(alice)}).status_code == 200


def made_for(person: Person) -> str:
    return person.http.get("/chat/").text.partition('"mark": "')[2].partition('"')[0]


def test_staff_make_one_and_see_who_is_in_it(alice: Person) -> None:
    carol = Person.signed_up(alice.site, "carol")
    carol.site.python(f"User.objects.filter(username='{carol.name}').update(is_staff=True, is_superuser=True)")
    made = carol.http.get("/admin/accounts/organisation/")
    assert made.status_code == 200
    assert "Acme" in made.text
    assert alice.name in carol.http.get(f"/admin/accounts/organisation/{number(alice)}/change/").text
    assert carol.http.get(f"/admin/accounts/organisation/{number(alice)}/delete/").status_code == 403


def test_a_front_end_without_a_session_names_one(employee: Employee) -> None:
    employee.sign_in()
    belonging(employee.site, employee.user("user.username"), "acme")
    token = employee.token()
    made = employee.bring(token, "threads.create", input=message("Hello"), headers={"Organisation": "acme"})
    assert made.status_code == 200
    assert listed_with(employee, token) == []
    assert len(listed_with(employee, token, Organisation="acme")) == 1
    refused = employee.bring(token, headers={"Organisation": "zenith"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_member")


def listed_with(employee: Employee, token: str, **headers: str) -> list[Any]:
    threads: list[Any] = employee.bring(token, headers=headers).json()["data"]
    return threads
