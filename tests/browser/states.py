"""What somebody may see of the site, and how to get there: for axe, and for `make screenshots`."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

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


def _deleting(page: Page) -> None:
    _listed(page)
    page.get_by_role("button", name="Delete: ").first.click()
    expect(Chat(page).button("Delete")).to_be_visible()


def _mentioning(page: Page) -> None:
    Chat(page).composer.type("@plug")
    expect(page.get_by_role("option").first).to_be_visible()


def _choosing(page: Page) -> None:
    page.get_by_role("button", name="Model: ").click()
    expect(page.get_by_role("menu")).to_be_visible()


def _quoting(page: Page) -> None:
    page.evaluate("document.querySelector('chatkit-host').setComposerValue({ reply: 'A thread has one title.' })")
    expect(page.get_by_text("A thread has one title.").last).to_be_visible()


def _shut(status: str) -> Callable[[Page], None]:
    """As staff leave a thread; the server's word for it is put into its answer."""

    def shown(page: Page) -> None:
        _answered(page)

        def shut(route: Route) -> None:
            response = route.fetch()
            is_thread = "threads.get_by_id" in (route.request.post_data or "")
            changed = {**response.json(), "status": {"type": status}} if is_thread else response.json()
            route.fulfill(response=response, json=changed)

        page.route("**/chat/wire/", shut)
        page.evaluate("document.querySelector('chatkit-host').fetchUpdates()")
        expect(Chat(page).composer).to_be_hidden()

    return shown


def _cut_off(page: Page) -> None:
    _answered(page)
    page.route("**/chat/**", lambda route: route.abort())
    Chat(page).send("Are you there?")
    expect(Chat(page).button("Try again")).to_be_visible(timeout=20_000)


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
    "a thread to delete": ("/chat/", _deleting),
    "a mention": ("/chat/", _mentioning),
    "a choice of models": ("/chat/", _choosing),
    "a quotation": ("/chat/", _quoting),
    "a locked thread": ("/chat/", _shut("locked")),
    "a closed thread": ("/chat/", _shut("closed")),
    "a connection that is cut": ("/chat/", _cut_off),
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
