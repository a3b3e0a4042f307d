"""Somebody stops an answer, and finds what they saw."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.people import Person


def test_stop_keeps_the_text_so_far(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.send('script:{"words": 300, "pace": 0.03}')
    expect(chat.answers).to_contain_text("word10")
    chat.button("Stop").click()
    expect(page.get_by_text("You stopped this answer").last).to_be_visible()
    expect(chat.button("Send")).to_be_visible()
    seen = len(chat.answers.locator(".said-body").inner_text().split())
    page.wait_for_timeout(500)
    page.reload()
    expect(chat.answers).to_contain_text("word10")
    kept = len(chat.answers.locator(".said-body").inner_text().split())
    assert seen <= kept < 100
    chat.ask("Next")
    expect(chat.answers.last).to_contain_text("You said: Next")
