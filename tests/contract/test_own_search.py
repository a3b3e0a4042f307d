"""A person finds their own threads by what was said in them, and nobody else's."""

from __future__ import annotations

import re

import pytest

from tests.people import Person
from tests.site import Site


def _found(person: Person, words: str) -> list[str]:
    page = person.http.get("/chat/search/", params={"q": words})
    assert page.status_code == 200
    return re.findall(r"\?thread=([\w-]+)", page.text)


def test_by_title_and_by_words_and_by_their_beginnings(alice: Person) -> None:
    ferns, moss = alice.thread("How do ferns grow in the shade?"), alice.thread("And moss on a northern wall?")
    alice.call("threads.update", thread_id=moss, title="Green things")
    assert _found(alice, "ferns shade") == [ferns]
    assert _found(alice, "northe") == [moss]
    assert _found(alice, "green THINGS") == [moss]
    assert _found(alice, "ferns moss") == []


def test_only_the_askers_own(alice: Person, bob: Person) -> None:
    alice.thread("Where is the secret garden?")
    assert _found(bob, "secret garden") == []
    assert len(_found(alice, "secret garden")) == 1


def test_what_was_redacted_is_not_found(alice: Person, site: Site) -> None:
    thread = alice.thread("The password is swordfish")
    alice.call("threads.update", thread_id=thread, title="Untitled")
    assert _found(alice, "swordfish") == [thread]
    site.python(f"Item.objects.filter(thread={thread!r}).update(withheld='redacted')")
    assert _found(alice, "swordfish") == []


@pytest.mark.parametrize("words", ["", "   ", "%_' OR 1=1 --", "(((", "x" * 5000, "\x00", "<script>alert(1)</script>"])
def test_whatever_is_looked_for_is_only_words(words: str, alice: Person) -> None:
    page = alice.http.get("/chat/search/", params={"q": words})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_passage_says_where(alice: Person) -> None:
    alice.thread("word " * 100 + "needle " + "word " * 100)
    page = alice.http.get("/chat/search/", params={"q": "needle"}).text
    assert re.search(r"<p>….{50,}needle.{50,}…</p>", page)


def test_nobody_searches_who_is_not_signed_in(nobody: Person) -> None:
    assert nobody.http.get("/chat/search/", params={"q": "a"}).status_code == 302
