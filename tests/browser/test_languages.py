"""The chat speaks the browser's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import signed_in, watched
from tests.people import Person


@pytest.fixture(params=["de", "fr"])
def foreign(request: pytest.FixtureRequest, chromium: Browser, errors: list[str]) -> Iterator[Page]:
    context = chromium.new_context(locale=request.param)
    yield watched(context.new_page(), errors)
    context.close()
    assert errors == []


WORDS = {
    "de": ("Ihre Nachricht", "Senden", "Unterhaltungen", "Neue Unterhaltung", "Gute Antwort"),
    "fr": ("Votre message", "Envoyer", "Conversations", "Nouvelle conversation", "Bonne réponse"),
}


def test_the_component_does(foreign: Page, alice: Person) -> None:
    signed_in(foreign, alice)
    foreign.goto(f"{alice.site.url}/chat/")
    language = foreign.evaluate("document.documentElement.lang")
    message, send, threads, new, good = WORDS[language]
    composer = foreign.get_by_label(message)
    composer.fill("Hello")
    foreign.get_by_role("button", name=send, exact=True).click()
    expect(foreign.get_by_role("button", name=good)).to_be_visible()
    for name in (threads, new):
        expect(foreign.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_so_does_a_refusal(foreign: Page, alice: Person) -> None:
    signed_in(foreign, alice)
    foreign.goto(f"{alice.site.url}/chat/")
    said = foreign.evaluate(
        """async () => {
            const options = { method: 'POST', body: '{"type": "threads.list", "params": {}}' }
            return (await (await fetch('/chat/wire/', options)).json()).message
        }"""
    )
    assert said.startswith(
        {"de": "Diese Seite ist", "fr": "Cette page"}[foreign.evaluate("document.documentElement.lang")]
    )
