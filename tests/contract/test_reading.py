"""Staff read somebody's words with a permission and a reason, and that they did is kept."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.admin.utils import quote

from tests.people import Person, message, script
from tests.site import Site
from tests.staff import Carol

HOSTILE = "<script>alert(1)</script> ![x](https://evil.example/x.png) [y](javascript:alert(1))"


def _trail(site: Site, thread: str) -> list[list[str]]:
    found = site.python(
        "import json",
        f"rows = AuditEntry.objects.filter(thread_id='{thread}').order_by('id')",
        "print(json.dumps([[row.act, row.actor, row.reason] for row in rows]))",
    )
    rows: list[list[str]] = json.loads(found)
    return rows


def test_a_thread_is_read_with_a_reason_that_is_kept(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread = alice.thread("Where is my parcel?")
    before = carol.opens(thread).text
    # The title is the beginning of what was asked; it is in the list, for whoever may see that.
    assert "You said" not in before
    assert _trail(site, thread) == []
    assert "You said: Where is my parcel?" in carol.reads(thread, reason="They have asked us")
    assert _trail(site, thread) == [["read", carol.person.name, "They have asked us"]]
    assert "You said" in carol.opens(thread).text
    assert len(_trail(site, thread)) == 1
    assert "They have asked us" in carol.opens(thread).text


def test_a_reading_is_one_persons_and_ends(alice: Person, site: Site) -> None:
    carol, other = Carol.hired(site), Carol.hired(site)
    thread = alice.thread()
    carol.reads(thread)
    assert "You said" not in other.opens(thread).text
    site.python(
        "from django.db import connection",
        "guard = 'ALTER TABLE chatkit_auditentry {} TRIGGER USER'",
        "has_guard = connection.vendor == 'postgresql'",
        "with connection.cursor() as cursor:",
        "    has_guard and cursor.execute(guard.format('DISABLE'))",
        "    cursor.execute(\"UPDATE chatkit_auditentry SET at = '2020-01-01 00:00:00+00'\")",
        "    has_guard and cursor.execute(guard.format('ENABLE'))",
    )
    assert "You said" not in carol.opens(thread).text


def test_without_the_permission_only_that_there_is_a_thread(alice: Person, site: Site) -> None:
    clerk = Carol.hired(site, may=("view_thread",))
    thread = alice.thread()
    page = clerk.opens(thread)
    assert (page.status_code, "You said" in page.text, 'name="reason"' in page.text) == (200, False, False)
    clerk.http.post(
        f"/admin/chatkit/thread/{quote(thread)}/change/",
        data={"reason": "Please", "csrfmiddlewaretoken": clerk.http.cookies["csrftoken"]},
        headers={"Referer": site.url},
    )
    assert "You said" not in clerk.opens(thread).text
    assert _trail(site, thread) == []


def test_what_people_write_does_nothing_to_whoever_reads_it(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread = alice.thread(HOSTILE)
    alice.call("threads.update", thread_id=thread, title=HOSTILE)
    page = carol.reads(thread)
    listed = carol.http.get("/admin/chatkit/thread/").text
    for html in (page, listed):
        assert "<script>alert" not in html
        assert 'src="https://evil' not in html
        assert 'href="javascript' not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_the_person_does_not_see_is_behind_a_switch(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    events = alice.events("threads.create", input=message(script(words=300, pace=0.02)))
    thread = next(events).data["thread"]["id"]
    next(event for event in events if "delta" in event.data.get("update", {}))
    alice.stop(alice.answer)
    assert "The user cancelled" not in carol.reads(thread)
    assert "The user cancelled" in carol.opens(thread, "?hidden").text


def test_older_pages_are_behind_a_link(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread = alice.thread("Number zero")
    site.python(
        f"one = Item.objects.filter(thread='{thread}', type='assistant_message').get()",
        "for number in range(60):",
        "    one.pk, one.sequence, one.item_id = None, 100 + number, f'msg_{number}'",
        "    said = [{'type': 'output_text', 'text': f'Number {number}.'}]",
        "    one.content = {**one.content, 'id': one.item_id, 'content': said}",
        "    one.save(force_insert=True)",
    )
    newest = carol.reads(thread)
    assert ("Number 59." in newest, "Number 9." in newest) == (True, False)
    older = carol.opens(thread, "?before=110").text
    assert ("Number 9." in older, "Number 10." in older) == (True, False)
    assert 'href="?before=110' in newest


def test_a_thread_is_found_whatever_its_id_looks_like(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread, id_ = alice.thread(), f"thr_3a_5f%/{alice.name}"  # Django's admin takes _3a for a colon
    site.python(
        f"one = Thread.objects.get(pk='{thread}')",
        f"one.pk, one.title = '{id_}', 'With an odd id'",
        "one.save(force_insert=True)",
    )
    found = re.search(r'href="([^"]*)"><b>With an odd id', carol.http.get("/admin/chatkit/thread/").text)
    assert found
    page = carol.http.get(found[1])
    assert (page.status_code, id_ in page.text) == (200, True)
    assert "done for 1" in carol.decides("lock", id_)


@pytest.mark.parametrize("query", ["?before=x", "?before=99999999999999999999999", "?before=-1"])
def test_a_forged_place_is_the_newest_page(query: str, alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    assert "You said" in carol.reads(alice.thread(), query)
