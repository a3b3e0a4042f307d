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


def _read_by_the_assistant(page: Page) -> Any:
    """What the page would answer to the assistant's tool."""
    return page.evaluate(
        """async () => {
            const host = document.querySelector('chatkit-host')
            const chat = host.shadowRoot.querySelector('chatkit-builtin')
            const { onClientTool } = await new Promise((resolve) => {
                chat.setOptions = resolve
                host.setOptions({})
                delete chat.setOptions
            })
            return onClientTool({ name: 'read_selection', params: {} })
        }"""
    )


def test_what_is_switched_off_is_not_read_by_the_assistant_either(docked: Chat, page: Page) -> None:
    _select(page, ".exhibits li:nth-child(2) h2")
    assert _read_by_the_assistant(page) != {"selection": None}
    page.get_by_role("switch", name="Using this page").click()
    _select(page, ".exhibits li:nth-child(2) h2")
    assert _read_by_the_assistant(page) == {"selection": None}


@pytest.mark.parametrize("private", [".exhibits", ".exhibits li:nth-child(2) h2", ".exhibits li:nth-child(3) h2"])
def test_a_selection_that_reaches_into_a_private_part_is_none(
    private: str, docked: Chat, page: Page, sent: list[dict[str, Any]]
) -> None:
    page.evaluate("(one) => document.querySelector(one).setAttribute('data-chatkit-private', '')", private)
    page.evaluate(
        """() => {
            const [from, to] = [2, 4].map((place) => document.querySelector(`.exhibits li:nth-child(${place}) h2`))
            getSelection().setBaseAndExtent(from.firstChild, 0, to.firstChild, 2)
        }"""
    )
    assert _read_by_the_assistant(page) == {"selection": None}
    docked.ask("Hello")
    assert sent[0]["metadata"]["page"]["selection"] == ""


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
