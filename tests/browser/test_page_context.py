"""What the page says of itself goes along with a question: visibly, with a switch, and never from private places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.people import Person


@pytest.fixture
def sent(page: Page) -> list[dict[str, Any]]:
    """The questions that the page has sent."""
    questions: list[dict[str, Any]] = []

    def note(request: Any) -> None:
        if request.url.endswith("/chat/wire/") and "threads.create" in (request.post_data or ""):
            questions.append(json.loads(request.post_data))

    page.on("request", note)
    return questions


@pytest.fixture
def docked(page: Page, alice_here: Person) -> Chat:
    page.goto(f"{alice_here.site.url}/gallery/")
    page.get_by_role("button", name="Ask", exact=True).click()
    chat = Chat(page)
    expect(chat.composer).to_be_visible()
    return chat


def _select(page: Page, selector: str) -> None:
    page.evaluate(
        "(selector) => getSelection().selectAllChildren(document.querySelector(selector))",
        selector,
    )


def test_title_headings_selection_and_the_sites_own_word(docked: Chat, page: Page, sent: list[dict[str, Any]]) -> None:
    _select(page, ".exhibits li:nth-child(2) h2")
    docked.composer.evaluate("field => field.value")  # the selection stays while one writes elsewhere
    docked.ask("Hello")
    metadata = sent[0]["metadata"]
    assert metadata["page"]["title"].startswith("Gallery")
    assert metadata["page"]["url"].endswith("/gallery/")
    assert "Steps" in metadata["page"]["headings"]
    assert metadata["page"]["signed"]
    assert {"read_selection"} <= set(metadata["offers"]["tools"])
    assert metadata["offers"]["effects"] == ["highlight_heading"]


def test_it_can_be_switched_off_and_stays_off(docked: Chat, page: Page, sent: list[dict[str, Any]]) -> None:
    chip = page.get_by_role("switch", name="Using this page")
    expect(chip).to_have_attribute("aria-checked", "true")
    chip.click()
    expect(chip).to_have_attribute("aria-checked", "false")
    docked.ask("Hello")
    page.reload()
    expect(chip).to_have_attribute("aria-checked", "false")
    docked.button("New thread").click()
    docked.ask("Hello again")
    assert ["page" in question["metadata"] for question in sent] == [False, False]


def test_a_private_page_says_nothing(page: Page, alice_here: Person, sent: list[dict[str, Any]]) -> None:
    page.goto(f"{alice_here.site.url}/gallery/")
    page.evaluate("document.body.setAttribute('data-chatkit-private', '')")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(Chat(page).composer).to_be_visible()
    expect(page.get_by_role("switch", name="Using this page")).to_have_count(0)
    Chat(page).ask("Hello")
    assert "page" not in sent[0]["metadata"]


def test_a_private_part_is_left_out(docked: Chat, page: Page, sent: list[dict[str, Any]]) -> None:
    page.evaluate("document.querySelector('.exhibits').setAttribute('data-chatkit-private', '')")
    docked.ask("Hello")
    assert "Steps" not in sent[0]["metadata"]["page"]["headings"]


def test_a_chat_on_a_page_of_its_own_has_no_page_to_speak_of(
    page: Page, alice_here: Person, sent: list[dict[str, Any]]
) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    Chat(page).ask("Hello")
    assert "page" not in sent[0]["metadata"]
    expect(page.get_by_role("switch", name="Using this page")).to_have_count(0)
