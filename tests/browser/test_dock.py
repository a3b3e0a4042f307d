"""The docked chat is a guest: the page stays where it is, and goes on as before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.people import Person, script

PLACES = """() => [...document.querySelectorAll('main *')].map((node) => {
    const { left, top, width } = node.getBoundingClientRect()
    return [left, top, width].map(Math.round).join()
})"""

RUNNING = """() => {
    const chat = document.querySelector('chatkit-host').shadowRoot.querySelector('chatkit-builtin').shadowRoot
    return [...chat.querySelectorAll('*')].flatMap((node) => node.getAnimations({ subtree: true })).length
}"""


@pytest.fixture
def article(page: Page, alice_here: Person) -> Page:
    page.goto(f"{alice_here.site.url}/docs/settings/")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    return page


def test_opening_it_moves_nothing(article: Page) -> None:
    before = article.evaluate(PLACES)
    article.get_by_role("button", name="Ask", exact=True).click()
    expect(Chat(article).composer).to_be_visible()
    assert article.evaluate(PLACES) == before


def test_it_holds_nobody_back(article: Page) -> None:
    article.get_by_role("button", name="Ask", exact=True).click()
    expect(Chat(article).composer).to_be_focused()
    inside = "document.activeElement.localName === 'chatkit-host'"
    for _ in range(30):
        article.keyboard.press("Tab")
        if not article.evaluate(inside):
            break
    assert not article.evaluate(inside)
    article.mouse.move(200, 400)
    article.mouse.wheel(0, 600)
    article.evaluate("new Promise((resolve) => (scrollY ? resolve() : addEventListener('scroll', () => resolve())))")


def test_it_is_open_again_on_the_next_page_with_its_thread(article: Page) -> None:
    article.get_by_role("button", name="Ask", exact=True).click()
    Chat(article).ask("Hello")
    article.get_by_role("link", name="Words").first.click()
    expect(Chat(article).answers).to_contain_text("You said: Hello")
    article.keyboard.press("Escape")
    Chat(article).composer.press("Escape")
    article.reload()
    expect(article.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(Chat(article).composer).to_be_hidden()


def test_nothing_moves_for_whoever_does_not_want_it(article: Page) -> None:
    article.get_by_role("button", name="Ask", exact=True).click()
    chat = Chat(article)
    chat.send(script(silence=20))
    expect(chat.button("Stop")).to_be_visible()
    assert article.evaluate(RUNNING) == 0
    article.emulate_media(reduced_motion="no-preference")
    chat.page.wait_for_timeout(100)
    assert article.evaluate(RUNNING) > 0
