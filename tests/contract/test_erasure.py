"""What staff erase is gone, for its person too; the trail says who did it and why."""

from __future__ import annotations

from tests.listening import heard, listening
from tests.people import Person, message, script
from tests.site import Site
from tests.staff import Carol


def test_a_thread_is_gone_and_its_person_is_told(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread, other = alice.thread("Forget me"), alice.thread("Keep me")
    with listening(alice) as socket:
        assert carol.decides("erase", thread, reason="They asked us to") == "Erase: done for 1."
        assert heard(socket) == {"thread": thread, "moved": "deleted", "tab": ""}
    assert [one["id"] for one in alice.call("threads.list")["data"]] == [other]
    assert site.python(f"print(Item.objects.filter(thread='{thread}').count())") == "0"
    said = site.python(f"entry = AuditEntry.objects.get(thread_id='{thread}')", "print(entry.act, entry.reason)")
    assert said == "erase They asked us to"


def test_what_has_to_be_kept_is_not(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread = alice.thread()
    carol.decides("hold", thread)
    assert carol.decides("erase", thread) == "Erase: done for 0. Unchanged: 1."
    assert alice.items(thread)


def test_nothing_comes_back_of_an_answer_that_was_being_written(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    events = alice.events("threads.create", input=message(script(words=300, pace=0.05)))
    thread = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    carol.decides("erase", thread)
    list(events)
    assert site.python(f"print(Thread.objects.filter(pk='{thread}').count())") == "0"
    assert site.python(f"print(Item.objects.filter(thread='{thread}').count())") == "0"
