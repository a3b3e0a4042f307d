"""Somebody whose session ended keeps what they wrote, and it is sent when they are back."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import sign_in_by_form
from tests.people import Person


@pytest.fixture
def chat(page: Page, context: BrowserContext, alice_here: Person) -> Chat:
    """A docked chat in which somebody asks when their session has ended already."""
    page.goto(f"{alice_here.site.url}/docs/words/")
    page.get_by_role("button", name="Ask", exact=True).click()
    chat = Chat(page)
    chat.ask("Hello")
    context.clear_cookies(name="sessionid")
    chat.send("Are you still there?")
    expect(page.get_by_text("Sign in to ask the assistant.")).to_be_visible()
    return chat


def _asked(person: Person) -> list[str]:
    threads = person.call("threads.list")["data"]
    items = [item for thread in threads for item in person.items(thread["id"]) if item["type"] == "user_message"]
    return [item["content"][0]["text"] for item in items]


def test_the_message_is_repeated_after_signing_in(chat: Chat, alice_here: Person) -> None:
    chat.page.locator("chatkit-builtin .sign-in a").click()
    sign_in_by_form(chat.page, alice_here)
    expect(chat.page).to_have_url(f"{alice_here.site.url}/docs/words/")
    expect(chat.answers.last).to_contain_text("You said: Are you still there?")
    assert len(alice_here.call("threads.list")["data"]) == 1
    assert _asked(alice_here) == ["Hello", "Are you still there?"]  # once, and in its thread


def test_it_is_nobody_elses(chat: Chat, bob: Person, alice_here: Person) -> None:
    chat.page.locator("chatkit-builtin .sign-in a").click()
    sign_in_by_form(chat.page, bob)
    chat.ask("I am somebody else")
    assert _asked(bob) == ["I am somebody else"]
    assert _asked(alice_here) == ["Hello"]


def test_where_its_thread_is_gone_it_is_a_draft(chat: Chat, alice_here: Person) -> None:
    chat.page.locator("chatkit-builtin .sign-in a").click()
    (thread,) = alice_here.call("threads.list")["data"]
    alice_here.call("threads.delete", thread_id=thread["id"])
    sign_in_by_form(chat.page, alice_here)
    expect(chat.composer).to_have_value("Are you still there?")
    assert _asked(alice_here) == []
