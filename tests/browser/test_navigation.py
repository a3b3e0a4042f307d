"""htmx and Turbo swap pages without loading them: the chat goes on, or comes back as it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat import Chat
from tests.people import Person

SLOW = 'script:{"words": 60, "pace": 0.05}'
# What both do with an element that is marked to stay: it is taken over into the new page.
KEPT = """() => {
    const host = document.querySelector('chatkit-host')
    const next = document.createElement('body')
    next.append(document.createElement('main'))
    document.body.replaceWith(next)
    next.append(host)
}"""
# And with one that is not: the server's new one takes its place.
REPLACED = """async () => {
    const html = await (await fetch('/docs/settings/')).text()
    const next = new DOMParser().parseFromString(html, 'text/html')
    document.body.replaceWith(document.importNode(next.body, true))
}"""


@pytest.fixture
def docked(page: Page, alice_here: Person) -> Chat:
    page.goto(f"{alice_here.site.url}/docs/words/")
    page.get_by_role("button", name="Ask", exact=True).click()
    chat = Chat(page)
    chat.ask("Hello")
    return chat


def test_an_element_that_is_kept_goes_on_streaming(docked: Chat) -> None:
    docked.send(SLOW)
    expect(docked.answers.last).to_contain_text("word5")
    docked.page.evaluate(KEPT)
    expect(docked.answers.last).to_contain_text("word59", timeout=15_000)
    docked.ask("And now?")


def test_it_is_marked_to_be_kept(docked: Chat) -> None:
    host = docked.page.locator("chatkit-host")
    assert host.get_attribute("id")
    assert host.get_attribute("hx-preserve") == "true"
    assert host.get_attribute("data-turbo-permanent") is not None


def test_an_element_that_is_replaced_comes_back_open_and_goes_on(page: Page, alice_here: Person) -> None:
    page.route("**/docs/words/", _without_trusted_types)
    page.goto(f"{alice_here.site.url}/docs/words/")
    page.get_by_role("button", name="Ask", exact=True).click()
    chat = Chat(page)
    chat.ask("Hello")
    chat.send(SLOW)
    expect(chat.answers.last).to_contain_text("word5")
    page.evaluate(REPLACED)
    expect(chat.answers.first).to_contain_text("You said: Hello")
    expect(chat.answers.last).to_contain_text("word59", timeout=15_000)
    assert page.locator("chatkit-host").count() == 1


def _without_trusted_types(route: Route) -> None:
    """The page as it is, but for what would not let a test parse HTML."""
    response = route.fetch()
    policy = response.headers["content-security-policy"].replace("require-trusted-types-for 'script'", "")
    route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})
