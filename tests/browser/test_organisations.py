"""Somebody chooses the organisation for which they ask, and no message lands in another one."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.organisations import belongs, leaves
from tests.people import Person


@pytest.fixture
def chat(page: Page, alice_here: Person) -> Chat:
    """alice's chat, who belongs to two organisations and asks for herself."""
    belongs(alice_here, "acme")
    belongs(alice_here, "zenith")
    page.goto(f"{alice_here.site.url}/chat/")
    return Chat(page)


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="You ask for").click()
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("button", name=f"You ask for: {name}")).to_be_visible()


def test_the_threads_of_the_other_are_not_there(page: Page, chat: Chat) -> None:
    chat.ask("For myself")
    choose(page, "Acme")
    assert page.url.endswith("/chat/")
    expect(chat.answers).to_have_count(0)
    chat.ask("For Acme")
    chat.history()
    expect(chat.rows).to_have_count(1)
    choose(page, "Yourself")
    chat.history()
    expect(chat.rows).to_contain_text(["For myself"])


def test_the_choice_closes_with_escape(page: Page, chat: Chat) -> None:
    page.get_by_role("button", name="You ask for").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Acme", exact=True)).to_be_hidden()


def test_a_tab_that_still_asks_for_the_old_one_is_told(
    page: Page, chat: Chat, context: BrowserContext, alice_here: Person
) -> None:
    other = context.new_page()
    other.goto(page.url)
    choose(other, "Zenith")
    chat.send("For whom?")
    expect(page.get_by_text("You have moved to another account or organisation.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="You ask for: Zenith")).to_be_visible()
    expect(chat.composer).to_be_visible()
    assert alice_here.call("threads.list")["data"] == []


def test_who_belongs_to_it_no_more_is_told_and_goes_on_elsewhere(page: Page, chat: Chat, alice_here: Person) -> None:
    choose(page, "Acme")
    leaves(alice_here, "acme")
    chat.send("Hello")
    expect(page.get_by_text("You do not belong to this organisation any more.")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="You ask for: Choose an organisation").click()
    page.get_by_role("button", name="Yourself", exact=True).click()
    chat.ask("Hello")
