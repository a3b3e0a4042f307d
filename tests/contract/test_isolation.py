"""Nobody reads or changes what is somebody else's, by either door, and nobody learns whether it exists.

Every operation of the SDK with every id that it takes, asked by a stranger, a colleague, the owner for another
organisation, somebody who was deactivated, and nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.contract.operations import ALL, FIELDS, NAMED, NONE, Ids, naming
from tests.employees import Employee
from tests.openid_provider import Provider
from tests.organisations import asks_for, belonging
from tests.people import Person, done, script, thread_of
from tests.site import Site

WHO = ["stranger", "colleague", "owner for another organisation", "deactivated", "signed out"]
DOORS = ["/chat/", "/chat/api/"]
Answer = tuple[int, str, dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Somebody at both doors: a session with its CSRF token, and a bearer token."""

    site: Site
    cookies: dict[str, str]
    token: str
    organisation: str
    own: Ids

    def says(self, door: str, method: str, path: str, body: Any = None) -> Answer:
        """What the door answers, but for the time of day."""
        headers = {"Content-Type": "application/json"}
        if door == "/chat/":
            headers |= {"X-CSRFToken": self.cookies.get("csrftoken", "")}
        else:
            headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
            headers |= {"Organisation": self.organisation} if self.organisation else {}
        answer = httpx2.request(
            method, self.site.url + door + path, content=json.dumps(body), headers=headers, cookies=self.cookies
        )
        return answer.status_code, answer.text, {k: v for k, v in answer.headers.items() if k != "date"}

    def everything(self, door: str, other: Ids) -> dict[str, Answer]:
        """What becomes of all that can be asked about another's."""
        wire = "wire/" if door == "/chat/" else ""
        operations = {
            f"{operation} ({number})": self.says(door, "POST", wire, {"type": operation, "params": params})
            for operation in ALL
            for number, params in enumerate(naming(operation, self.own, other))
        }
        return operations | {
            "follow": self.says(door, "GET", f"answers/{other.answer}/"),
            "stop": self.says(door, "POST", f"answers/{other.answer}/stop/"),
            "open": self.says(door, "GET", f"files/{other.file}/"),
        }


@pytest.fixture(scope="module")
def cast(company: Site, _provider: Provider) -> dict[str, Asking]:
    """Who asks. Everybody has something of their own; what they ask for is the owner's, or the deactivated's own."""
    nobody = Asking(site=company, cookies={}, token="", organisation="", own=NONE)
    cast = {"signed out": nobody}
    employees = {name: Employee.hired(company, _provider) for name in ("owner", "stranger", "colleague", "deactivated")}
    for name, employee in employees.items():
        organisation = "" if name == "stranger" else "acme"
        cast[name] = _asking(employee, organisation)
    again = Employee.hired(company, _provider)
    again.subject = employees["owner"].subject
    cast["owner for another organisation"] = _asking(again, "zenith")
    employees["deactivated"].user("User.objects.filter(pk=user.pk).update(is_active=False)")
    return cast


def _asking(employee: Employee, organisation: str) -> Asking:
    employee.sign_in()
    if organisation:
        belonging(employee.site, employee.user("user.username"), organisation)
        asks_for(employee, organisation)
    events = employee.ask(script(tool=["draw_picture", {}]))
    thread_id = thread_of(events)
    own = Ids(
        thread=thread_id,
        item=employee.items(thread_id)[0]["id"],
        file=done(events, "generated_image")["image"]["id"],
        answer=employee.answer,
    )
    cookies = dict(employee.http.cookies)
    return Asking(site=employee.site, cookies=cookies, token=employee.token(), organisation=organisation, own=own)


@pytest.fixture(scope="module")
def untouched(company: Site, cast: dict[str, Asking]) -> Iterator[None]:
    """Whatever is asked, every row is what it was, byte for byte, and the model was not called."""
    before = _everything_stored(company)
    yield
    assert _everything_stored(company) == before


def _everything_stored(site: Site) -> tuple[str, str]:
    # But for what each has used of their own minute.
    stored = site.manage("dumpdata", "chatkit", "--exclude", "chatkit.allowance")
    return stored, Path(site.environment["SCRIPT_LOG"]).read_text()


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("who", WHO)
def test_anothers_is_as_good_as_none(who: str, door: str, cast: dict[str, Asking]) -> None:
    others = cast["deactivated"].own if who == "deactivated" else cast["owner"].own
    foreign, absent = cast[who].everything(door, others), cast[who].everything(door, NONE)
    assert foreign == absent
    expected = 401 if who in ("deactivated", "signed out") else 404
    odd = {name: said[0] for name, said in foreign.items() if said[0] != expected}
    assert odd.items() <= {"attachments.delete (0)": 403}.items()  # not offered at all


@pytest.mark.parametrize("door", DOORS)
def test_to_its_owner_it_is_there(door: str, cast: dict[str, Asking]) -> None:
    owner = cast["owner"]
    wire = "wire/" if door == "/chat/" else ""
    params = {"thread_id": owner.own.thread}
    assert owner.says(door, "POST", wire, {"type": "threads.get_by_id", "params": params})[0] == 200
    assert owner.says(door, "GET", f"files/{owner.own.file}/")[0] == 200
    assert owner.says(door, "GET", f"answers/{owner.own.answer}/")[0] == 200


def test_every_id_that_an_operation_takes_is_tried() -> None:
    named = {name for fields in FIELDS.values() for name in fields if name.endswith(("_id", "_ids")) or name == "after"}
    assert named == NAMED
    for operation, fields in FIELDS.items():
        assert len(list(naming(operation, NONE, NONE))) >= len(fields & NAMED - {"thread_id"} or fields & NAMED)


def test_the_lists_show_only_ones_own(alice: Person, bob: Person) -> None:
    mine, theirs = alice.thread(), bob.thread()
    assert [thread["id"] for thread in alice.call("threads.list")["data"]] == [mine]
    assert [thread["id"] for thread in bob.call("threads.list")["data"]] == [theirs]
