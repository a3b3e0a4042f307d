"""An act on many threads is carried out in batches, which can be broken off and begun again."""

from __future__ import annotations

import re

import pytest

from tests.people import Person
from tests.site import Site
from tests.staff import Carol

COUNT = 450


@pytest.fixture
def many(alice: Person, site: Site) -> list[str]:
    thread = alice.thread()
    made = site.python(
        f"one = Thread.objects.get(pk='{thread}')",
        f"for number in range({COUNT}):",
        "    one.pk = f'thr_{number:03}_{one.owner_id}'",
        "    one.save(force_insert=True)",
        "    print(one.pk)",
    )
    return made.split()


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def _locked(site: Site, alice: Person) -> int:
    return int(site.python(f"print(Thread.objects.filter(owner__username='{alice.name}', status='locked').count())"))


def test_four_hundred_and_fifty_in_three(many: list[str], alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    page = carol.tries("lock", *many)
    assert (page.status_code, _locked(site, alice)) == (200, 200)
    assert f"Done so far: 200 of {COUNT}." in page.text
    left = _hidden(page.text)
    page = carol.tries("lock", *left.pop("ids").split(), **left)
    assert f"Done so far: 400 of {COUNT}." in page.text
    left = _hidden(page.text)
    said = carol.decides("lock", *left.pop("ids").split(), **left)
    assert (said, _locked(site, alice)) == (f"Lock: done for {COUNT}.", COUNT)
    entries = f"AuditEntry.objects.filter(thread_id__in={many})"
    assert site.python(f"print({entries}.count(), len(set({entries}.values_list('batch'))))") == f"{COUNT} 1"


def test_what_was_broken_off_is_begun_again(many: list[str], alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    carol.tries("lock", *many)
    page = carol.tries("lock", *many)
    assert "Done so far: 200 of" in page.text
    left = _hidden(page.text)
    assert left["count"] == "0 200 0"


@pytest.mark.parametrize("field", [{"count": "x 1 2"}, {"count": "-1 0 0"}, {"batch": "none"}, {"ids": ""}])
def test_a_forged_field_is_none(field: dict[str, str], alice: Person, site: Site) -> None:
    carol = Carol.hired(site)
    thread = alice.thread()
    assert carol.tries("flag", *([] if "ids" in field else [thread]), **field).status_code == 302
