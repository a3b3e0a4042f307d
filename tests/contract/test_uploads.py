"""Files come in by a ticket or in one step, and are what they say, or are refused and not kept."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from django.contrib.admin.utils import quote
from PIL import Image

from tests import files
from tests.employees import Employee
from tests.organisations import asks_for, belongs
from tests.people import Person, message
from tests.site import Site
from tests.staff import Carol
from tests.uploads import announce, kept, post, put, send

PDF = "application/pdf"


@pytest.fixture(autouse=True)
def before(site: Site) -> int:
    return len(kept(site))


@pytest.mark.parametrize("way", [send, post])
@pytest.mark.parametrize(
    ("name", "content", "mime_type"),
    [
        ("letter.pdf", files.pdf("Hello"), PDF),
        ("letter.docx", files.docx("Hello"), ""),
        ("letter.odt", files.odt("Hello"), "application/vnd.oasis.opendocument.text"),
        ("table.xlsx", files.xlsx(["a", 1]), "application/octet-stream"),
        ("table.csv", b"a,b\n1,2\n", "text/csv"),
        ("notes.md", "# Hällo".encode(), "text/markdown"),
        ("notes.txt", b"BM is how a bitmap begins", "text/plain"),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(
    way: Any, name: str, content: bytes, mime_type: str, alice: Person
) -> None:
    taken = way(alice, name, content, mime_type)
    assert (taken.status_code, taken.json()["name"], taken.json()["type"]) == (200, name, "file")
    assert "upload_descriptor" not in taken.json()
    assert alice.http.get(f"/chat/files/{taken.json()['id']}/").content == content


def test_an_image_is_made_anew_upright_and_without_what_the_camera_wrote(alice: Person) -> None:
    given = files.photo((80, 40))
    assert files.SECRET_PLACE.encode() in given
    taken = send(alice, "photo.jpg", given, "image/jpeg").json()
    assert taken["type"] == "image"
    assert taken["preview_url"].startswith("data:image/webp;base64,")
    shown = alice.http.get(f"/chat/files/{taken['id']}/")
    assert shown.headers["content-type"] == "image/jpeg"
    assert files.SECRET_PLACE.encode() not in shown.content
    image = Image.open(io.BytesIO(shown.content))
    assert (image.size, dict(image.getexif())) == ((40, 80), {})


_HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
BAD = {
    "page as image": ("evil.png", _HTML, "image/png", 415),
    "page as text": ("evil.txt", _HTML, "text/plain", 415),
    "page": ("evil.html", _HTML, "text/html", 415),
    "drawing": ("evil.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", 415),
    "drawing as image": ("evil.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/png", 415),
    "program": ("evil.png", b"MZ" + b"\0" * 500, "image/png", 415),
    "archive": ("evil.docx", b"PK\x03\x04" + b"\0" * 500, "", 415),
    "another kind of office file": ("evil.docx", files.xlsx(["a"]), "", 415),
    "another image": ("photo.png", files.photo(), "image/png", 415),
    "binary text": ("evil.txt", b"\x00\x01\x02", "text/plain", 415),
    "no ending": ("evil", b"Hello", "text/plain", 415),
    "another declared": ("notes.txt", b"Hello", "image/png", 415),
    "polyglot": ("evil.gif", b"GIF89a/*" + _HTML, "image/gif", 422),
    "pixels": ("bomb.png", files.pixel_bomb(), "image/png", 422),
    "zip": ("bomb.docx", files.zip_bomb, "", 422),  # which takes seconds to make
    "entities": ("laughs.docx", files.xml_bomb(), "", 422),
    "packed twice": ("packed.pdf", files.pdf_bomb(), "application/pdf", 422),
}


@pytest.mark.parametrize("which", BAD)
def test_a_file_that_is_something_else_is_refused_and_not_kept(
    which: str, alice: Person, site: Site, before: int
) -> None:
    name, given, mime_type, status = BAD[which]
    content = given() if callable(given) else given
    began = time.monotonic()
    refused = send(alice, name, content, mime_type)
    assert time.monotonic() - began < 10  # less than a second where nothing else runs
    assert (refused.status_code, bool(refused.json()["message"])) == (status, True)
    assert len(kept(site)) == before


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/pass\x00wd.txt", "passwd.txt"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("\u202ecod.txt", "cod.txt"),
        ("x" * 5000 + ".txt", "x" * 116 + ".txt"),
    ],
)
def test_a_name_is_only_a_name(given: str, shown: str, alice: Person) -> None:
    assert announce(alice, given, 2).json()["name"] == shown


def test_what_says_that_it_is_too_large_is_refused_before_it_comes(alice: Person) -> None:
    refused = announce(alice, "big.txt", 10**12)
    assert (refused.status_code, refused.json()["code"]) == (413, "file_too_large")
    assert announce(alice, "none.txt", 0).status_code == 400
    assert announce(alice, "less.txt", -1).status_code == 400


def test_what_is_larger_than_it_says_is_cut_off(alice: Person, site: Site, before: int) -> None:
    attachment = announce(alice, "lie.txt", 2).json()
    refused = put(alice, attachment, b"x" * (21 * 1024 * 1024))
    assert (refused.status_code, refused.json()["code"]) == (413, "file_too_large")

    def chunks() -> Any:
        for _ in range(30):
            yield b"x" * (1 << 20)

    refused = httpx2.put(announce(alice, "lie.txt", 2).json()["upload_descriptor"]["url"], content=chunks())
    assert refused.status_code == 413
    assert len(kept(site)) == before


def test_a_ticket_is_good_once_and_only_as_it_is(alice: Person) -> None:
    attachment = announce(alice, "notes.txt", 5).json()
    url = attachment["upload_descriptor"]["url"]
    ticket = url.rsplit("/", 2)[1]
    for forged in (url[:-3] + "xx/", url.replace(ticket, f"x{ticket}"), url.replace(ticket, "x")):
        assert httpx2.put(forged, content=b"Hello").status_code in (404, 410)
    assert put(alice, attachment, b"Hello").status_code == 200
    again = put(alice, attachment, b"Other")
    assert (again.status_code, again.json()["code"]) == (410, "expired")
    assert alice.http.get(f"/chat/files/{attachment['id']}/").content == b"Hello"


def test_a_ticket_that_is_too_old_is_none(alice: Person) -> None:
    attachment = announce(alice, "notes.txt", 5).json()
    old = alice.site.python(
        "from unittest import mock; import time; from chat.tickets import Upload",
        f"row = Attachment.objects.get(pk='{attachment['id']}')",
        "with mock.patch('time.time', lambda: 1_700_000_000): print(Upload(row.pk, str(row.owner_id), ''))",
    )
    refused = httpx2.put(f"{alice.site.url}/chat/uploads/{old}/", content=b"Hello")
    assert (refused.status_code, refused.json()["code"]) == (410, "expired")


def test_one_step_wants_the_token_in_its_header(alice: Person) -> None:
    refused = post(alice, "notes.txt", b"Hello", "text/plain", **{"X-CSRFToken": "forged"})
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")


def test_nobody_uploads_who_is_not_signed_in(nobody: Person) -> None:
    assert post(nobody, "notes.txt", b"Hello", "text/plain").status_code == 401


def test_a_stranger_has_no_part_in_it(alice: Person, bob: Person) -> None:
    file_id = send(alice, "notes.txt", b"Hello").json()["id"]
    assert bob.http.get(f"/chat/files/{file_id}/").status_code == 404
    theirs = {**message("Look"), "attachments": [file_id]}
    assert bob.post({"type": "threads.create", "params": {"input": theirs}}).status_code == 404
    assert bob.post({"type": "attachments.delete", "params": {"attachment_id": file_id}}).status_code == 404
    assert alice.http.get(f"/chat/files/{file_id}/").content == b"Hello"


def test_a_message_takes_only_what_has_arrived_and_is_in_no_other_thread(alice: Person) -> None:
    waiting = announce(alice, "notes.txt", 5).json()["id"]
    refused = alice.post({"type": "threads.create", "params": {"input": {**message("Look"), "attachments": [waiting]}}})
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
    file_id = send(alice, "notes.txt", b"Hello").json()["id"]
    asked = {**message("Look"), "attachments": [file_id]}
    thread = next(alice.events("threads.create", input=asked)).data["thread"]["id"]
    alice.settled(thread)
    assert [one["name"] for one in alice.items(thread)[0]["attachments"]] == ["notes.txt"]
    assert alice.post({"type": "threads.create", "params": {"input": asked}}).status_code == 404


def test_what_is_not_sent_after_all_is_deleted_with_its_file(alice: Person, site: Site, before: int) -> None:
    file_id = send(alice, "notes.txt", b"Hello").json()["id"]
    assert len(kept(site)) == before + 1
    alice.call("attachments.delete", attachment_id=file_id)
    assert len(kept(site)) == before


def test_too_many_files_are_too_many(alice: Person) -> None:
    ids = [send(alice, f"{number}.txt", b"Hello").json()["id"] for number in range(6)]
    refused = alice.post({"type": "threads.create", "params": {"input": {**message("Look"), "attachments": ids}}})
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    ("wanted", "status", "part"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=4-99", 206, b"456789"),
        ("bytes=10-", 416, b""),
        ("bytes=5-2", 416, b""),
        ("pages=1-2", 200, b"0123456789"),
    ],
)
def test_a_part_of_a_file(wanted: str, status: int, part: bytes, alice: Person) -> None:
    file_id = send(alice, "notes.txt", b"0123456789").json()["id"]
    answer = alice.http.get(f"/chat/files/{file_id}/", headers={"Range": wanted})
    assert (answer.status_code, answer.content) == (status, part)
    assert answer.headers.get("Content-Disposition", "attachment").startswith("attachment")


def test_a_thread_takes_its_files_along(alice: Person, site: Site, before: int) -> None:
    file_id = send(alice, "notes.txt", b"Hello").json()["id"]
    asked = {**message("Look"), "attachments": [file_id]}
    thread = next(alice.events("threads.create", input=asked)).data["thread"]["id"]
    alice.settled(thread)
    alice.call("threads.delete", thread_id=thread)
    assert len(kept(site)) == before
    assert alice.http.get(f"/chat/files/{file_id}/").status_code == 404


def test_there_is_room_for_so_much_of_a_person_and_of_an_organisation(tmp_path: Path) -> None:
    rules = {"FILES": {"person": 1000, "organisation": 1500}}
    with Site(tmp_path, TEST_CHATKIT=json.dumps(rules)) as site:
        alice, bob = Person.signed_up(site, "alice"), Person.signed_up(site, "bob")
        first = send(alice, "notes.txt", b"x" * 600)
        refused = send(alice, "notes.txt", b"x" * 600)
        assert (first.status_code, refused.status_code, refused.json()["code"]) == (200, 413, "over_quota")
        alice.call("attachments.delete", attachment_id=first.json()["id"])
        assert send(alice, "notes.txt", b"x" * 600).status_code == 200
        for person in (alice, bob):
            belongs(person, "acme")
            assert asks_for(person, "acme") == 302
        theirs = [send(person, "notes.txt", b"x" * 900).status_code for person in (alice, bob)]
        assert theirs == [200, 413]


def test_a_site_may_take_no_files(tmp_path: Path) -> None:
    with Site(tmp_path, TEST_CHATKIT=json.dumps({"FILES": {"count": 0}})) as site:
        alice = Person.signed_up(site, "alice")
        assert announce(alice, "notes.txt", 5).json()["code"] == "not_offered"
        assert post(alice, "notes.txt", b"Hello", "text/plain").json()["code"] == "not_offered"
        assert "uploadStrategy" not in alice.http.get("/chat/").text


def test_a_token_sends_files_both_ways(employee: Employee) -> None:
    employee.sign_in()
    bearer = {"Authorization": f"Bearer {employee.token()}"}
    given = {"file": ("notes.txt", b"Hello", "text/plain")}
    http = httpx2.Client(base_url=employee.site.url, headers=bearer)
    one = http.post("/chat/api/uploads/", files=given)
    params = {"name": "notes.txt", "size": 5, "mime_type": "text/plain"}
    two = http.post("/chat/api/", json={"type": "attachments.create", "params": params}).json()
    assert httpx2.put(two["upload_descriptor"]["url"], content=b"Hello").status_code == 200
    for file_id in (one.json()["id"], two["id"]):
        assert http.get(f"/chat/api/files/{file_id}/").content == b"Hello"
    http.close()


def test_staff_who_read_a_thread_read_its_files_and_redact_them(alice: Person, site: Site, before: int) -> None:
    file_id = send(alice, "notes<b>.txt", b"Hello").json()["id"]
    asked = {**message("Look"), "attachments": [file_id]}
    thread = next(alice.events("threads.create", input=asked)).data["thread"]["id"]
    alice.settled(thread)
    carol = Carol.hired(site)
    path = f"/admin/chatkit/thread/{quote(thread)}/files/{file_id}/"
    assert carol.http.get(path).status_code == 403
    assert "notes&lt;b&gt;.txt" in carol.reads(thread)
    shown = carol.http.get(path)
    assert (shown.content, shown.headers["content-disposition"][:10]) == (b"Hello", "attachment")
    carol.decides("redact", thread, items=alice.items(thread)[0]["id"])
    assert carol.http.get(path).status_code == 404
    assert alice.http.get(f"/chat/files/{file_id}/").status_code == 404
    assert len(kept(site)) == before
