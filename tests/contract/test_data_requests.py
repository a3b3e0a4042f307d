"""A person gets all that is known of them, or has it erased; nothing of theirs stays, and nothing of anybody's goes."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.people import Person, message, script, thread_of
from tests.site import Site
from tests.staff import Carol


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("site")) as running:
        yield running


def _word(person: Person) -> str:
    """What only this person says."""
    return f"{person.name}zanzibar"


def _lived(person: Person) -> str:
    """Somebody who has asked with a file, said what they think of the answer, and reported it."""
    word = _word(person)
    sent = person.http.post(
        "/chat/uploads/", files={"file": (f"{word}.txt", word.encode(), "text/plain")}, headers=_token(person)
    )
    file_id = sent.json()["id"]
    given = message(f"What of {word}?", attachments=[file_id])
    thread = thread_of(person.stream("threads.create", input=given))
    answer = person.items(thread)[-1]["id"]
    person.call("items.feedback", thread_id=thread, item_ids=[answer], kind="positive")
    report = {"thread": thread, "item": answer, "reason": "wrong", "text": f"Not {word}"}
    assert person.http.post("/chat/reports/", json=report, headers=person.headers).status_code == 201
    return thread


def _token(person: Person) -> dict[str, str]:
    return {"X-CSRFToken": person.headers["X-CSRFToken"]}


def _waited(look: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + 30
    while not (found := look()):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return found


def _places(site: Site, word: str) -> list[str]:
    """Everywhere in the database and the storage where a word stands."""
    tables = site.python(
        "from django.apps import apps; from django.core import serializers",
        f"said = lambda model: serializers.serialize('json', model._base_manager.all()).count({word!r})",
        "print(','.join(m._meta.label for m in apps.get_models() if m._meta.managed and said(m)))",
    )
    stored = [path.name for path in (site.folder / "files").rglob("*") if path.is_file()]
    spoken = [name for name in stored if word.encode() in next((site.folder / "files").rglob(name)).read_bytes()]
    return [*filter(None, tables.split(",")), *spoken]


def _copied(person: Person) -> zipfile.ZipFile:
    sent = person.http.post("/chat/data/copy/", headers={**_token(person), "Referer": person.site.url})
    assert sent.status_code == 302, sent.text
    link = _waited(lambda: re.search(r"/chat/data/copy/\d+/", person.http.get("/chat/data/").text))
    return zipfile.ZipFile(io.BytesIO(person.http.get(link[0]).content))


def _erased(person: Person) -> None:
    fields = {"is_meant": "on"}
    sent = person.http.post("/chat/data/erasure/", data=fields, headers={**_token(person), "Referer": person.site.url})
    assert sent.status_code == 302, sent.text
    _waited(lambda: "<progress" not in person.http.get("/chat/data/").text)


def test_a_copy_holds_all_of_a_person_and_nothing_of_another(site: Site) -> None:
    alice, bob = Person.signed_up(site, "alice"), Person.signed_up(site, "bob")
    thread = _lived(alice)
    _lived(bob)
    copy = _copied(alice)
    known = json.loads(copy.read("index.json"))
    assert known["schema"] == "chatkit.copy/1"
    assert [one["id"] for one in known["threads"]] == [thread]
    assert [len(known[name]) for name in ("files", "feedback", "reports", "usage")] == [1, 1, 1, 1]
    items = json.loads(copy.read(f"threads/{thread}.json"))["items"]
    assert [item["type"] for item in items] == ["user_message", "assistant_message"]
    assert _word(alice) in copy.read(f"threads/{thread}.html").decode()
    assert copy.read(known["files"][0]["name"]) == _word(alice).encode()
    everything = b"".join(copy.read(name) for name in copy.namelist())
    assert bob.name.encode() not in everything


def test_a_copy_is_its_persons_alone(site: Site) -> None:
    alice, bob = Person.signed_up(site, "alice"), Person.signed_up(site, "bob")
    _lived(alice)
    _copied(alice)
    link = re.search(r"/chat/data/copy/\d+/", alice.http.get("/chat/data/").text)
    assert link
    assert bob.http.get(link[0]).status_code == 404
    assert Person(site, "nobody").http.get(link[0]).status_code == 404


def test_whoever_was_deactivated_gets_nothing_more(site: Site) -> None:
    dora = Person.signed_up(site, "dora")
    _lived(dora)
    _copied(dora)
    link = re.search(r"/chat/data/copy/\d+/", dora.http.get("/chat/data/").text)
    assert link
    site.python(f"User.objects.filter(username={dora.name!r}).update(is_active=False)")
    assert dora.http.get(link[0]).status_code == 404
    assert dora.http.get("/chat/data/").status_code == 302


def test_a_page_of_a_copy_runs_nothing(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    thread = alice.thread("<script>alert(1)</script>")
    page = _copied(alice).read(f"threads/{thread}.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_what_is_erased_is_nowhere(site: Site) -> None:
    alice, bob = Person.signed_up(site, "alice"), Person.signed_up(site, "bob")
    _lived(alice)
    theirs = _lived(bob)
    _copied(alice)
    assert _places(site, _word(alice))
    before = _places(site, _word(bob))
    _erased(alice)
    assert _places(site, _word(alice)) == []
    assert _places(site, _word(bob)) == before
    assert bob.items(theirs)
    pk = site.python(f"print(User.objects.get(username={alice.name!r}).pk)")
    assert site.python(f"print(Usage.objects.filter(user={pk}).count())") == "0"
    trail = site.python("print(AuditEntry.objects.filter(act='erase_person').values_list('actor', 'detail').first())")
    assert trail
    assert alice.name not in trail
    assert alice.call("threads.list", limit=10)["data"] == []


def test_nothing_is_erased_by_a_click_alone(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    alice.thread()
    sent = alice.http.post("/chat/data/erasure/", headers={**_token(alice), "Referer": site.url})
    assert sent.status_code == 400
    assert len(alice.call("threads.list", limit=10)["data"]) == 1


def test_what_staff_hold_stays_and_is_said(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    held = alice.thread("Held")
    alice.thread("Free")
    site.python(f"Thread.objects.filter(pk={held!r}).update(is_held=True)")
    _erased(alice)
    assert [thread["id"] for thread in alice.call("threads.list", limit=10)["data"]] == [held]
    assert "Threads that have to be kept for now: 1" in alice.http.get("/chat/data/").text
    refused = site.python(
        "from django.db.models import ProtectedError",
        f"user = User.objects.get(username={alice.name!r})",
        "try:\n    user.delete()\nexcept ProtectedError:\n    print('protected')",
    )
    assert refused == "protected"


def test_an_answer_that_runs_is_stopped_and_gone(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    events = alice.events("threads.create", input=message(script(words=500, pace=0.05)))
    next(events)
    other = Person(site, alice.name)
    other.sign_in()
    _erased(other)
    list(events)
    theirs = f"filter(owner__username={alice.name!r}).count()"
    assert site.python(f"print(Thread.objects.{theirs})") == "0"
    assert site.python(f"print(Answer.objects.filter(asked_by__username={alice.name!r}).count())") == "0"


def test_deleting_an_account_goes_the_same_way(site: Site) -> None:
    alice, bob = Person.signed_up(site, "alice"), Person.signed_up(site, "bob")
    _lived(alice)
    theirs = _lived(bob)
    site.python(f"User.objects.get(username={alice.name!r}).delete()")
    assert _places(site, _word(alice)) == []
    assert _places(site, f"{alice.name}@") == []
    assert bob.items(theirs)
    assert alice.post({"type": "threads.list", "params": {}}).status_code == 401


def test_the_commands_do_the_same(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    thread = _lived(alice)
    path = site.folder / "copy.zip"
    site.manage("chatkit_export", alice.name, "--to", str(path))
    assert f"threads/{thread}.json" in zipfile.ZipFile(path).namelist()
    assert "Erased: 1 threads, 2 items." in site.manage("chatkit_erase", alice.name, "--yes", "--reason", "They asked")
    assert _places(site, _word(alice)) == []


def test_staff_do_it_with_a_reason_and_their_permission(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    _lived(alice)
    pk = site.python(f"print(User.objects.get(username={alice.name!r}).pk)")
    carol, reader = Carol.hired(site), Carol.hired(site, may=("view_thread",))
    add = "/admin/chatkit/datarequest/add/"
    assert reader.http.get(add).status_code == 403
    carol.person.submit(add, {"user": pk, "kind": "copy", "reason": "They wrote to us"})
    page = _waited(lambda: re.search(r"/admin/chatkit/datarequest/\d+/file/", _newest(carol)))
    assert zipfile.ZipFile(io.BytesIO(carol.http.get(page[0]).content)).namelist()
    pulled = "AuditEntry.objects.filter(act='copy_person')"
    assert site.python(f"print({pulled}.count(), {pulled}.first().reason)") == "1 They wrote to us"
    carol.http.get(page[0])
    assert site.python(f"print({pulled}.count())") == "2"  # each time that it is fetched
    carol.person.submit(add, {"user": pk, "kind": "erasure", "reason": "They wrote again"})
    _waited(lambda: site.python(f"print(Thread.objects.filter(owner={pk}).count())") == "0")


def _newest(carol: Carol) -> str:
    found = re.search(r"/admin/chatkit/datarequest/\d+/change/", carol.http.get("/admin/chatkit/datarequest/").text)
    return carol.http.get(found[0]).text if found else ""


def test_one_whose_process_died_is_taken_up_by_whoever_looks(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    _lived(alice)
    site.python(
        "from django.utils import timezone; from datetime import timedelta",
        f"user = User.objects.get(username={alice.name!r})",
        "lost = timezone.now() - timedelta(minutes=5)",
        "DataRequest.objects.create(user=user, kind='erasure', state='running', leased_until=lost)",
    )
    _waited(lambda: "<progress" not in alice.http.get("/chat/data/").text)
    assert _places(site, _word(alice)) == []


def test_a_file_that_the_storage_keeps_is_deleted_later(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    thread = _lived(alice)
    folder = next(path for path in (site.folder / "files").rglob("*") if path.is_file()).parent
    moved = folder.rename(folder.with_name("away"))
    folder.write_text("not a folder")
    alice.call("threads.delete", thread_id=thread)
    assert site.python("print(Leftover.objects.count())") == "1"
    folder.unlink()
    moved.rename(folder)
    assert _places(site, _word(alice))
    site.python("Leftover.objects.update(due_at='2020-01-01T00:00:00Z')")
    assert "Leftovers: 1." in site.manage("chatkit_sweep")
    assert _places(site, _word(alice)) == []
