"""What somebody may see of the site, and how to get there: for axe, and for `make screenshots`."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.chat import Chat


def _answered(page: Page) -> None:
    Chat(page).ask("How do I embed the chat in a template?")


def _docked(page: Page) -> None:
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(Chat(page).composer).to_be_visible()


def _listed(page: Page) -> None:
    _answered(page)
    Chat(page).history()
    expect(Chat(page).rows.first).to_be_visible()


def _exhibit(words: str) -> Callable[[Page], None]:
    def shown(page: Page) -> None:
        page.evaluate(
            "(text) => document.querySelector('chatkit-host').sendUserMessage({ text, newThread: true })", words
        )
        expect(Chat(page).questions.last).to_contain_text(words)
        page.wait_for_timeout(1500)

    return shown


STATES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "home": ("/", None),
    "an article": ("/docs/settings/", None),
    "the docked chat": ("/docs/words/", _docked),
    "an empty thread": ("/chat/", None),
    "an answer": ("/chat/", _answered),
    "the list of threads": ("/chat/", _listed),
    "a card": ("/gallery/", _exhibit("Show me a card")),
    "a list": ("/gallery/", _exhibit("Show me a list")),
    "a form": ("/gallery/", _exhibit("Show me a form")),
    "questions": ("/gallery/", _exhibit("Ask me questions")),
    "an approval": ("/gallery/", _exhibit("Add a note: water the plants")),
    "steps": ("/gallery/", _exhibit("Please work in steps")),
    "a picture": ("/gallery/", _exhibit("Draw a picture")),
    "a notice": ("/gallery/", _exhibit("Show a notice")),
    "the account": ("/accounts/", None),
    "the sessions": ("/accounts/sessions/", None),
    "second factors": ("/accounts/2fa/", None),
    "change password": ("/accounts/password/change/", None),
    "sign out": ("/accounts/logout/", None),
}


def reach(state: str, page: Page, url: str) -> None:
    """Bring the page of somebody who is signed in into this state."""
    path, then = STATES[state]
    page.goto(url + path)
    if then:
        then(page)
    elif path == "/chat/":
        expect(Chat(page).composer).to_be_visible()
