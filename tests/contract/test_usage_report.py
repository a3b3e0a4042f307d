"""Staff see what answers cost, by day, model, organisation and person; a person sees their own month."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.people import Person, script
from tests.site import Site
from tests.staff import Carol

PAGE = "/admin/chatkit/usage/"


def _spent(site: Site, person: Person, *, tokens: int, cost: str, day: str = "today()") -> None:
    person.thread()
    site.python(
        "from chat.limits import today; from datetime import timedelta; from decimal import Decimal",
        f"mine = Usage.objects.filter(user__username={person.name!r}).order_by('pk').last()",
        f"known = {{'input_tokens': {tokens}, 'output_tokens': 1, 'cost': Decimal({cost!r}), 'day': {day}}}",
        "Usage.objects.filter(pk=mine.pk).update(model='gpt-test', **known)",
    )


def _csv(carol: Carol, by: str, **period: str) -> list[dict[str, str]]:
    answer = carol.http.get(PAGE, params={"csv": by, **period})
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_by_person_day_and_model(alice: Person, bob: Person, site: Site) -> None:
    _spent(site, alice, tokens=1000, cost="2.5")
    _spent(site, bob, tokens=10, cost="0.01", day="today() - timedelta(days=1)")
    list(bob.events("threads.create", input=_failing()))
    carol = Carol.hired(site, may=("view_usage",))
    by_person = {row["user"]: row for row in _csv(carol, "user")}
    assert (by_person[alice.name]["read"], float(by_person[alice.name]["cost"])) == ("1000", 2.5)
    assert (by_person[bob.name]["answers"], by_person[bob.name]["broken"]) == ("2", "1")
    assert float(by_person[alice.name]["first_word"]) > 0
    assert len(_csv(carol, "day")) >= 2
    assert "gpt-test" in {row["model"] for row in _csv(carol, "model")}
    page = carol.http.get(PAGE).text
    assert f'<th scope="row">{alice.name}</th>' in page
    assert "<canvas" in page


def _failing() -> dict[str, object]:
    text = script(words=9, fail_after=1)
    return {"content": [{"type": "input_text", "text": text}], "attachments": [], "inference_options": {}}


def test_a_name_that_a_spreadsheet_would_calculate_is_a_text(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    alice.thread()
    site.python(f"User.objects.filter(username={alice.name!r}).update(username='=1+1')")
    carol = Carol.hired(site, may=("view_usage",))
    assert "'=1+1" in {row["user"] for row in _csv(carol, "user")}
    site.python(f"User.objects.filter(username='=1+1').update(username={alice.name!r})")


@pytest.mark.parametrize("since", ["", "yesterday", "2026-13-40", "9999-12-31"])
def test_a_period_that_is_none_is_said_to_be_none(since: str, site: Site) -> None:
    carol = Carol.hired(site, may=("view_usage",))
    assert carol.http.get(PAGE, params={"since": since, "until": "2026-01-01"}).status_code == 200


def test_it_needs_its_permission(site: Site) -> None:
    carol = Carol.hired(site, may=("view_thread",))
    assert carol.http.get(PAGE).status_code == 403


def test_staff_of_organisations_see_theirs(alice: Person, site: Site) -> None:
    alice.thread()
    carol = Carol.hired(site, may=("view_usage",), everywhere=False)
    assert alice.name not in carol.http.get(PAGE).text


def test_a_person_sees_their_own_month(alice: Person, bob: Person, site: Site) -> None:
    _spent(site, alice, tokens=998, cost="1.5")
    _spent(site, bob, tokens=5, cost="0")
    page = alice.http.get("/chat/usage/").text
    cells = re.findall(r"<td>([^<]*)</td>", page)
    assert cells[:3] == ["1", "999", "1.50"]
