"""Somebody whose session ended keeps what they wrote, and it is sent when they are back."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import sign_in_by_form
from tests.people import Person


def test_the_message_is_repeated_after_signing_in(page: Page, context: BrowserContext, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/docs/words/")
    page.get_by_role("button", name="Ask", exact=True).click()
    chat = Chat(page)
    chat.ask("Hello")
    context.clear_cookies(name="sessionid")
    chat.send("Are you still there?")
    card = page.get_by_text("Sign in to ask the assistant.")
    expect(card).to_be_visible()
    page.locator("chatkit-builtin .sign-in a").click()
    sign_in_by_form(page, alice_here)
    expect(page).to_have_url(f"{alice_here.site.url}/docs/words/")
    expect(chat.answers.last).to_contain_text("You said: Are you still there?")
    (thread,) = alice_here.call("threads.list")["data"]
    texts = [item["content"][0]["text"] for item in alice_here.items(thread["id"]) if item["type"] == "user_message"]
    assert texts == ["Hello", "Are you still there?"]  # once, and in its thread
