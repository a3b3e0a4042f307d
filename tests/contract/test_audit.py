"""The audit trail is added to, and nothing else; it outlives what it tells of."""

from __future__ import annotations

import os

import pytest
from django.contrib.admin.utils import quote

from tests.people import Person
from tests.site import Site
from tests.staff import Carol


@pytest.mark.parametrize(
    "change",
    [
        "entry.save()",
        "entry.delete()",
        "AuditEntry.objects.update(reason='Another')",
        "AuditEntry.objects.all().delete()",
    ],
)
def test_the_app_refuses_to_change_it(change: str, alice: Person, site: Site) -> None:
    Carol.hired(site).decides("lock", alice.thread())
    said = site.python(
        "entry = AuditEntry.objects.first()",
        "try:",
        f"    {change}",
        "except TypeError as error:",
        "    print(error)",
    )
    assert said == "Audit entries are only ever added."


@pytest.mark.skipif("postgres" not in os.environ.get("DATABASE_URL", ""), reason="SQLite has no such guard")
@pytest.mark.parametrize("change", ["UPDATE chatkit_auditentry SET reason = ''", "DELETE FROM chatkit_auditentry"])
def test_so_does_the_database(change: str, alice: Person, site: Site) -> None:
    Carol.hired(site).decides("lock", alice.thread())
    said = site.python(
        "from django.db import connection",
        "try:",
        f"    connection.cursor().execute({change!r})",
        "except Exception as error:",
        "    print(error)",
    )
    assert "only ever added" in said


def test_it_outlives_its_thread_and_its_people(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread = alice.thread()
    carol.decides("lock", thread, reason="Out of hand")
    site.python(
        f"User.objects.get(username='{alice.name}').delete()",
        f"User.objects.get(username='{carol.person.name}').delete()",
    )
    said = site.python(
        f"entry = AuditEntry.objects.get(thread_id='{thread}')",
        "print(entry.act, entry.actor, entry.reason)",
    )
    assert said == f"lock {carol.person.name} Out of hand"


def test_what_is_decided_at_once_is_one_batch_and_in_the_admins_history(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    one, two = alice.thread(), alice.thread()
    carol.decides("close", one, two)
    said = site.python(
        f"entries = AuditEntry.objects.filter(thread_id__in=['{one}', '{two}'])",
        "print(entries.count(), len({entry.batch for entry in entries}))",
    )
    assert said == "2 1"
    assert "close: House rules" in carol.http.get(f"/admin/chatkit/thread/{quote(one)}/history/").text


def test_nobody_writes_it_in_the_admin(alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    carol.decides("lock", alice.thread())
    assert carol.http.get("/admin/chatkit/auditentry/add/").status_code == 403
    assert 'value="delete_selected"' not in carol.http.get("/admin/chatkit/auditentry/").text
