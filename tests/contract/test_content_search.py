"""Staff with the permission find threads by what was said in them; why, and for what, is in the trail."""

from __future__ import annotations

import re

import pytest

from tests.people import Person, script
from tests.site import Site
from tests.staff import Carol

PAGE = "/admin/chatkit/thread/search/"


@pytest.fixture
def carol(site: Site) -> Carol:
    return Carol.hired(site)


def _finds(carol: Carol, words: str, *, reason: str = "A complaint") -> list[str]:
    """The titles that the page lists."""
    carol.http.get(PAGE)
    fields = {"words": words, "reason": reason, "csrfmiddlewaretoken": carol.http.cookies["csrftoken"]}
    page = carol.http.post(PAGE, data=fields, headers={"Referer": carol.person.site.url})
    assert page.status_code == 200
    found = page.text.partition('class="chatkit-found"')[2]
    return re.findall(r"<a [^>]*>(.*?)</a>", found)


def test_threads_are_found_by_what_any_item_says(alice: Person, carol: Carol) -> None:
    alice.thread(f"Where is the Zamboni of {alice.name}?")
    alice.ask(script(text="It is behind the Äquatorialgarage."), alice.thread(f"Somewhere else, {alice.name}"))
    assert _finds(carol, f"zamboni {alice.name}") == [f"Where is the Zamboni of {alice.name}?"]
    assert _finds(carol, "äquatorial") == [f"Somewhere else, {alice.name}"]
    assert _finds(carol, f"ZAMBONI garage {alice.name}") == []  # one item says all of it, or none


@pytest.mark.parametrize(
    "words", ["'", "%", "z:*", "& | !", "\\", '"', "' OR 1=1 --", "user message text type content"]
)
def test_whatever_is_searched_for_is_only_words(words: str, alice: Person, carol: Carol) -> None:
    alice.thread("Nothing of the kind")
    assert "Nothing of the kind" not in _finds(carol, words)


def test_what_was_redacted_or_erased_is_not_found(alice: Person, carol: Carol) -> None:
    one, two = alice.thread(f"Quagga one {alice.name}"), alice.thread(f"Quagga two {alice.name}")
    assert len(_finds(carol, f"quagga {alice.name}")) == 2
    carol.decides("redact", one)
    carol.decides("erase", two)
    assert _finds(carol, f"quagga {alice.name}") == []


def test_the_page_quotes_nothing_and_the_trail_says_for_what_and_why(alice: Person, carol: Carol) -> None:
    thread = alice.thread("Hello")
    alice.ask("My secret is Okapi", thread)
    assert _finds(carol, "okapi", reason="Police order 12") == ["Hello"]
    entry = alice.site.python(
        "e = AuditEntry.objects.filter(act='search').first()", "print(e.actor, e.reason, e.detail['words'])"
    )
    assert entry == f"{carol.person.name} Police order 12 okapi"


def test_without_a_reason_nothing_is_searched(alice: Person, carol: Carol) -> None:
    alice.thread("Numbat")
    assert _finds(carol, "numbat", reason=" ") == []


def test_it_has_its_own_permission(alice: Person, site: Site) -> None:
    alice.thread("Numbat")
    reader = Carol.hired(site, may=("view_thread", "view_content", "moderate"))
    assert reader.http.get(PAGE).status_code == 403
    assert "Search in what was said" not in reader.http.get("/admin/chatkit/thread/").text
    assert "Search in what was said" in Carol.hired(site).http.get("/admin/chatkit/thread/").text
    assert alice.http.get(PAGE).status_code == 302
