"""Staff suspend somebody until a day: they are refused by both doors, told until when, and let in again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.listening import closed_with, listening
from tests.organisations import asks_for, belongs
from tests.people import Person, message, script
from tests.site import Site
from tests.staff import Carol


@pytest.fixture
def carol(site: Site) -> Carol:
    return Carol.hired(site)


def _day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%d")


def _refusal(person: Person) -> tuple[int, str]:
    answer = person.post({"type": "threads.list", "params": {}})
    return answer.status_code, answer.json().get("code", "")


def test_a_suspended_person_is_told_until_when(alice: Person, bob: Person, carol: Carol) -> None:
    thread = alice.thread()
    assert carol.decides("suspend", thread, until=_day(3)) == "Suspend the person: done for 1."
    refused = alice.post({"type": "threads.list", "params": {}})
    assert (refused.status_code, refused.json()["code"]) == (403, "suspended")
    assert refused.json()["message"].startswith("You cannot use the chat before ")
    assert refused.json()["until"].startswith(_day(4))
    assert _refusal(bob) == (200, "")
    assert "suspended until" in carol.opens(thread).text


def test_they_are_let_in_again_by_staff_or_in_time(alice: Person, carol: Carol, site: Site) -> None:
    thread = alice.thread()
    carol.decides("suspend", thread, until=_day(3))
    assert carol.decides("lift", thread) == "Let the person back in: done for 1."
    assert _refusal(alice) == (200, "")
    assert carol.decides("lift", thread) == "Let the person back in: done for 0. Unchanged: 1."
    carol.decides("suspend", thread, until=_day(3))
    site.python("from django.utils import timezone", "Suspension.objects.update(until=timezone.now())")
    assert _refusal(alice) == (200, "")


def test_an_answer_ends_and_an_open_page_hears_no_more(alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    events = alice.events("threads.add_user_message", thread_id=thread, input=message(script(words=300, pace=0.1)))
    next(events)
    with listening(alice) as socket:
        carol.decides("suspend", thread, until=_day(1))
        list(events)
        assert closed_with(socket, seconds=20) == 4401


@pytest.mark.parametrize("day", [_day(-2), "tomorrow", "", "9999-12-31"])
def test_a_day_that_is_none_is_refused(day: str, alice: Person, carol: Carol) -> None:
    thread = alice.thread()
    assert carol.tries("suspend", thread, until=day).status_code == 200
    assert _refusal(alice) == (200, "")


def test_staff_of_an_organisation_suspend_people_there_alone(alice: Person, site: Site) -> None:
    belongs(alice, "acme")
    asks_for(alice, "acme")
    thread = alice.thread()
    clerk = Carol.hired(site, everywhere=False)
    belongs(clerk.person, "acme", role="staff")
    clerk.decides("suspend", thread, until=_day(3))
    assert _refusal(alice) == (403, "suspended")
    asks_for(alice, "")
    assert _refusal(alice) == (200, "")
    Carol.hired(site).decides("suspend", alice.thread(), until=_day(5))
    asks_for(alice, "acme")
    assert clerk.decides("lift", thread).startswith("Let the person back in: done for 1")
    assert _refusal(alice) == (403, "suspended")  # by the staff of the site
