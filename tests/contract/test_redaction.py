"""What staff redact is gone for everybody, everywhere; that there was something stays."""

from __future__ import annotations

import pytest
from django.contrib.admin.utils import quote

from tests.people import Person, answer_of, message, script, text_of, thread_of
from tests.responses_api import ResponsesApi
from tests.site import Site
from tests.staff import Carol

SECRET = "My card is under the doormat"


@pytest.fixture
def carol(site: Site) -> Carol:
    return Carol.hired(site)


def _kept(site: Site, thread: str) -> str:
    """All that the database holds of a thread but for the trail."""
    return site.python(
        f"print(list(Item.objects.filter(thread='{thread}').values_list('content', flat=True)))",
        f"print(Thread.objects.values_list('title', 'rest').get(pk='{thread}'))",
        f"print(list(Approval.objects.filter(thread='{thread}').values_list('run', flat=True)))",
        f"print(list(Attachment.objects.filter(thread='{thread}').values_list('content', flat=True)))",
    )


def test_the_words_are_gone_and_the_place_stays(alice: Person, carol: Carol, site: Site) -> None:
    thread = alice.thread(SECRET)
    before = alice.items(thread)
    assert SECRET in _kept(site, thread)
    carol.reads(thread)
    said = carol.decides("redact", thread, items=before[0]["id"], reason="A secret of theirs")
    assert "done for 1" in said
    after = alice.items(thread)
    assert [(item["id"], item["type"]) for item in after] == [(item["id"], item["type"]) for item in before]
    assert text_of(after[0]) == "This was removed by the staff of this site."
    carol.decides("redact", thread, items=before[1]["id"])  # the answer repeats it
    assert SECRET not in _kept(site, thread)
    assert "Redacted by" in (page := carol.opens(thread).text)
    assert "A secret of theirs" in page
    assert SECRET not in page


def test_a_whole_thread_is_redacted_at_once_and_once(alice: Person, carol: Carol, site: Site) -> None:
    thread = alice.thread(SECRET)
    alice.ask(f"{SECRET}, again", thread)
    assert "done for 1" in carol.decides("redact", thread)
    assert SECRET not in _kept(site, thread)
    assert carol.decides("redact", thread) == "Redact: done for 0. Unchanged: 1."


def test_the_model_is_not_given_what_was_redacted(asker: Person, keyed: Site, api: ResponsesApi) -> None:
    carol = Carol.hired(keyed)
    thread = asker.thread(SECRET)
    question = asker.items(thread)[0]["id"]
    carol.decides("redact", thread, items=f"{question} {asker.items(thread)[1]['id']}")
    api.requests.clear()
    asker.ask("What did I say?", thread)
    assert api.requests
    assert SECRET not in str(api.requests)
    assert "removed by the staff" not in str(api.requests)


def test_the_item_that_is_being_written_stays_redacted(alice: Person, carol: Carol) -> None:
    events = alice.events("threads.create", input=message(script(words=400, pace=0.05)))
    thread = next(events).data["thread"]["id"]
    deltas = (event for event in events if "delta" in event.data.get("update", {}))
    for _ in zip(range(80), deltas, strict=False):  # long enough for a checkpoint
        pass
    carol.decides("redact", thread)
    assert alice.settled(thread) == "stopped"
    list(events)
    assert "word0" not in str(alice.items(thread))


def test_every_kind_of_item_keeps_its_type(visitor: Person, demo: Site) -> None:
    carol = Carol.hired(demo)
    thread = thread_of(visitor.ask("Plan steps"))
    for exhibit in ("Show a card", "Draw a picture", "Read the selection", "Ask me questions"):
        visitor.ask(exhibit, thread)
    before = visitor.items(thread)
    carol.decides("redact", thread)
    after = visitor.items(thread)
    assert [(item["id"], item["type"]) for item in after] == [(item["id"], item["type"]) for item in before]
    assert len({item["type"] for item in after}) > 2
    assert answer_of(visitor.ask("What is a thread?", thread))


def test_files_of_what_was_redacted_are_deleted(asker: Person, keyed: Site) -> None:
    carol = Carol.hired(keyed)
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    thread = thread_of(asker.ask(script(image=pixel)))
    picture = next(item for item in asker.items(thread) if item["type"] == "generated_image")
    url = picture["image"]["url"]
    assert asker.http.get(url).status_code == 200
    carol.reads(thread)
    shown = carol.opens(thread).text
    file = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    assert carol.http.get(f"/admin/chatkit/thread/{quote(thread)}/files/{file}/").status_code == 200
    assert file in shown
    carol.decides("redact", thread, items=picture["id"])
    assert asker.http.get(url).status_code == 404
    assert carol.http.get(f"/admin/chatkit/thread/{quote(thread)}/files/{file}/").status_code == 404
