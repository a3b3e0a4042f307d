"""Two tabs of one person stay in step, and a tab that missed something catches up."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import Chat
from tests.people import Person, script

SLOW = 'script:{"words": 60, "pace": 0.05}'


@pytest.fixture
def two(context: BrowserContext, page: Page, alice_here: Person) -> tuple[Chat, Chat]:
    """The same thread, open in two tabs."""
    page.goto(f"{alice_here.site.url}/chat/")
    here = Chat(page)
    here.ask("Hello")
    other = context.new_page()
    other.goto(f"{alice_here.site.url}/chat/")
    there = Chat(other)
    there.history()
    there.rows.first.get_by_role("button").first.click()
    expect(there.answers).to_contain_text("You said: Hello")
    return here, there


def test_what_is_asked_in_one_is_answered_in_both(two: tuple[Chat, Chat]) -> None:
    here, there = two
    here.send(SLOW)
    expect(there.questions).to_have_count(2)
    expect(there.answers.last).to_contain_text("word5")  # while it is written
    expect(there.button("Stop")).to_be_visible()
    expect(there.answers.last).to_contain_text("word59", timeout=15_000)
    expect(here.answers.last).to_contain_text("word59")
    assert here.answers.last.locator(".said-body").inner_text() == there.answers.last.locator(".said-body").inner_text()


def test_a_thread_that_is_deleted_in_one_is_gone_in_the_other(two: tuple[Chat, Chat], alice_here: Person) -> None:
    _, there = two
    (thread,) = alice_here.call("threads.list")["data"]
    alice_here.call("threads.delete", thread_id=thread["id"])
    expect(there.answers).to_have_count(0)
    expect(there.page.get_by_role("heading", name="What would you like to know?")).to_be_visible()


def test_what_happens_in_another_thread_disturbs_nobody(two: tuple[Chat, Chat], alice_here: Person) -> None:
    here, _ = two
    here.composer.fill("A draft")
    alice_here.thread("Elsewhere")
    here.page.wait_for_timeout(500)
    expect(here.composer).to_have_value("A draft")
    expect(here.answers).to_have_count(1)


def test_a_tab_that_was_cut_off_catches_up(two: tuple[Chat, Chat], context: BrowserContext, alice_here: Person) -> None:
    here, _ = two
    context.set_offline(True)
    (thread,) = alice_here.call("threads.list")["data"]
    alice_here.ask(script(text="Meanwhile."), thread["id"])
    context.set_offline(False)
    # A socket notices late that it is gone; closing it is what the network would do.
    here.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(here.answers.last).to_contain_text("Meanwhile.", timeout=20_000)
