"""Asking about what is selected, and links that ask: both fill the composer, and neither sends."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import signed_in, watched
from tests.people import Person

PARAGRAPH = ".article > p"


@pytest.fixture
def article(page: Page, alice_here: Person) -> Page:
    page.goto(f"{alice_here.site.url}/docs/words/")
    return page


def _select(page: Page) -> str:
    text: str = page.evaluate(
        """() => {
            const paragraph = document.querySelector('.article > p')
            getSelection().selectAllChildren(paragraph)
            return paragraph.textContent.trim()
        }"""
    )
    return text


def _quoted(page: Page, text: str) -> None:
    chat = Chat(page)
    expect(chat.composer).to_be_focused()
    expect(page.get_by_text(text).last).to_be_visible()
    expect(chat.questions).to_have_count(0)


def test_a_button_at_the_selection_quotes_it(article: Page) -> None:
    text = _select(article)
    article.get_by_role("button", name="Ask about this").click()
    _quoted(article, text)
    Chat(article).ask("What does that mean?")
    expect(Chat(article).questions).to_contain_text(text)


def test_so_it_does_when_the_mouse_selects(article: Page) -> None:
    box = article.locator(PARAGRAPH).first.bounding_box()
    assert box
    article.mouse.move(box["x"] + 2, box["y"] + 8)
    article.mouse.down()
    article.mouse.move(box["x"] + 160, box["y"] + 10, steps=5)
    article.mouse.up()
    text = article.evaluate("getSelection().toString().trim()")
    assert len(text) > 5
    article.get_by_role("button", name="Ask about this").click()
    _quoted(article, text)


def test_so_it_does_under_a_finger(chromium: Browser, alice: Person, errors: list[str]) -> None:
    context = chromium.new_context(viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True)
    page = watched(context.new_page(), errors)
    signed_in(page, alice)
    page.goto(f"{alice.site.url}/docs/words/")
    text = _select(page)  # a long press does the same, and Chromium's tests have none
    page.get_by_role("button", name="Ask about this").tap()
    _quoted(page, text)
    context.close()
    assert errors == []


def test_so_does_a_key(article: Page) -> None:
    text = _select(article)
    expect(article.get_by_role("button", name="Ask about this")).to_be_visible()
    article.keyboard.press("Alt+a")
    _quoted(article, text)


def test_it_stands_beside_the_selection_and_goes_with_it(article: Page) -> None:
    _select(article)
    button = article.get_by_role("button", name="Ask about this")
    place, paragraph = button.bounding_box(), article.locator(PARAGRAPH).first.bounding_box()
    assert place
    assert paragraph
    assert abs(place["y"] - paragraph["y"]) < 90
    article.evaluate("getSelection().removeAllRanges()")
    expect(button).to_be_hidden()


def test_what_is_selected_in_the_chat_or_in_private_is_left_alone(article: Page) -> None:
    article.evaluate("document.querySelector('.article').setAttribute('data-chatkit-private', '')")
    _select(article)
    article.wait_for_timeout(300)
    expect(article.get_by_role("button", name="Ask about this")).to_have_count(0)


def test_a_link_fills_the_composer_and_does_not_send(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/docs/words/?ask=What+is+a+thread%3F")
    chat = Chat(page)
    expect(chat.composer).to_have_value("What is a thread?")
    expect(chat.questions).to_have_count(0)
    assert "ask=" not in page.url


def test_script_in_a_link_is_text(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/docs/words/?ask=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    expect(Chat(page).composer).to_have_value("<img src=x onerror=alert(1)>")
