"""Staff of an organisation look after its threads and nobody else's; staff of the site after everybody's."""

from __future__ import annotations

import pytest
from django.contrib.admin.utils import quote

from tests.listening import closed_with, heard, listening
from tests.organisations import asks_for, belongs
from tests.people import Person
from tests.site import Site
from tests.staff import Carol


def _thread_for(person: Person, slug: str) -> str:
    belongs(person, slug)
    assert asks_for(person, slug) == 302
    return person.thread(f"Hello from {slug} of {person.name}")


def test_each_sees_those_of_their_organisations(alice: Person, bob: Person, site: Site) -> None:
    ours, theirs, own = _thread_for(alice, "acme"), _thread_for(bob, "zenith"), Person.signed_up(site, "eve").thread()
    clerk, boss = Carol.hired(site, everywhere=False), Carol.hired(site)
    belongs(clerk.person, "acme", role="staff")
    listed = clerk.http.get("/admin/chatkit/thread/").text
    assert [thread in listed for thread in (ours, theirs, own)] == [True, False, False]
    assert ("Acme" in listed, "Zenith" in listed) == (True, False)
    listed = boss.http.get("/admin/chatkit/thread/").text
    assert [thread in listed for thread in (ours, theirs, own)] == [True, True, True]


def test_a_guessed_address_leads_nowhere(bob: Person, site: Site) -> None:
    theirs = _thread_for(bob, "zenith")
    clerk = Carol.hired(site, everywhere=False)
    belongs(clerk.person, "acme", role="staff")
    for path in (f"{quote(theirs)}/change/", f"{quote(theirs)}/history/"):
        page = clerk.http.get(f"/admin/chatkit/thread/{path}")
        assert page.status_code in (302, 404)
        assert theirs not in page.text.replace(path, "")
    assert clerk.http.get(f"/admin/chatkit/thread/{quote(theirs)}/files/atc_1/").status_code == 404
    assert clerk.writes(theirs, "Hello").status_code in (302, 404)
    with listening(clerk.person, to=f"desk/?thread={theirs}") as socket:
        assert closed_with(socket, seconds=5) == 4404
    assert clerk.decides("lock", theirs) == "Lock: done for 0. No longer there: 1."
    assert bob.call("threads.get_by_id", thread_id=theirs)["status"] == {"type": "active"}


def test_a_member_of_an_organisation_is_no_staff_of_it(alice: Person, site: Site) -> None:
    ours = _thread_for(alice, "acme")
    member = Carol.hired(site, everywhere=False)
    belongs(member.person, "acme")
    assert ours not in member.http.get("/admin/chatkit/thread/").text


def test_the_trail_is_of_ones_own_organisations(alice: Person, bob: Person, site: Site) -> None:
    ours, theirs = _thread_for(alice, "acme"), _thread_for(bob, "zenith")
    boss = Carol.hired(site)
    boss.decides("lock", ours, theirs, reason="Everybody at once")
    clerk = Carol.hired(site, everywhere=False)
    belongs(clerk.person, "acme", role="staff")
    trail = clerk.http.get("/admin/chatkit/auditentry/").text
    assert (ours in trail, theirs in trail) == (True, False)


def test_the_queue_is_of_ones_own_organisations(alice: Person, bob: Person, site: Site) -> None:
    ours, theirs = _thread_for(alice, "acme"), _thread_for(bob, "zenith")
    clerk = Carol.hired(site, everywhere=False)
    belongs(clerk.person, "acme", role="staff")
    with listening(clerk.person, to="queue/") as socket:
        for person, thread in ((bob, theirs), (alice, ours)):
            report = {"thread": thread, "item": person.items(thread)[-1]["id"], "reason": "wrong", "text": person.name}
            assert person.http.post("/chat/reports/", json=report, headers=person.headers).status_code == 201
        assert heard(socket) == {"moved": "queue"}
        with pytest.raises(TimeoutError):
            heard(socket, seconds=0.5)
    queue = clerk.http.get("/admin/chatkit/flag/").text
    assert (alice.name in queue, bob.name in queue) == (True, False)
