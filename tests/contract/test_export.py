"""Staff take threads along as a file, which harms nobody who opens it; that they did is kept."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.organisations import asks_for, belongs
from tests.people import Person
from tests.site import Site
from tests.staff import Carol

FORMULA = '=HYPERLINK("https://evil.example","Prize")'


@pytest.fixture
def carol(site: Site) -> Carol:
    return Carol.hired(site)


def _export(carol: Carol, kind: str, *threads: str) -> str:
    answer = carol.tries("export", *threads, format=kind)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="threads-')
    assert answer.headers["content-disposition"].endswith(f'.{kind}"')
    return answer.content.decode("utf-8-sig" if kind == "csv" else "utf-8")


def test_json_has_all_that_is_known(alice: Person, carol: Carol) -> None:
    one, two = alice.thread("Größe?"), alice.thread("Second")
    lines = [json.loads(line) for line in _export(carol, "jsonl", one, two).split("\n") if line]
    assert {line["thread"] for line in lines} == {one, two}
    first = next(line for line in lines if line["thread"] == one)
    assert (first["schema"], first["owner"], first["status"]) == ("chatkit.thread/1", alice.name, "active")
    assert [item["id"] for item in first["items"]] == [item["id"] for item in alice.items(one)]
    assert first["items"][0]["content"][0]["text"] == "Größe?"


def test_markdown_is_read_by_people(alice: Person, carol: Carol) -> None:
    text = _export(carol, "md", alice.thread("Where is my parcel?"))
    assert text.startswith("# Where is my parcel?\n")
    assert "You said: Where is my parcel?" in text


@pytest.mark.parametrize("said", [FORMULA, "+1", "-1", "@SUM(A1)", "\t=1", 'plain, with "quotes"\nand lines'])
def test_no_spreadsheet_runs_what_somebody_wrote(said: str, alice: Person, carol: Carol) -> None:
    thread = alice.thread(said)
    rows = list(csv.DictReader(io.StringIO(_export(carol, "csv", thread))))
    assert [row["type"] for row in rows] == ["user_message", "assistant_message"]
    for row in rows:
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert said.strip() in rows[0]["text"]


def test_what_was_redacted_is_in_no_file(alice: Person, carol: Carol) -> None:
    thread = alice.thread("My number is 0170")
    carol.decides("redact", thread)
    for kind in ("jsonl", "md", "csv"):
        assert "0170" not in _export(carol, kind, thread)


def test_each_thread_is_in_the_trail(alice: Person, carol: Carol, site: Site) -> None:
    one, two = alice.thread(), alice.thread()
    _export(carol, "csv", one, two)
    entries = f"AuditEntry.objects.filter(act='export', thread_id__in=['{one}', '{two}'])"
    assert site.python(f"print({entries}.count(), len(set({entries}.values_list('batch'))))") == "2 1"


@pytest.mark.parametrize("may", [("view_thread", "view_content"), ("view_thread", "export")])
def test_it_needs_the_right_to_read_and_the_right_to_take_along(
    may: tuple[str, ...], alice: Person, site: Site
) -> None:
    thread = alice.thread()
    assert Carol.hired(site, may=may).tries("export", thread, format="md").status_code == 403


def test_others_organisations_are_in_no_file(bob: Person, site: Site) -> None:
    belongs(bob, "zenith")
    asks_for(bob, "zenith")
    theirs = bob.thread("Ours alone")
    clerk = Carol.hired(site, everywhere=False)
    belongs(clerk.person, "acme", role="staff")
    assert "Ours alone" not in _export(clerk, "jsonl", theirs)
