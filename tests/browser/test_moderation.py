"""Staff act in the admin while the person has the thread open; both see what became of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.chat import Chat
from tests.browser.desk import decide
from tests.people import script


def test_a_lock_takes_the_composer_away_at_once(here: Chat, desk: Page) -> None:
    here.composer.fill("A draft")
    decide(desk, "Lock", **{"What the person reads": "We are looking into it."})
    expect(here.page.get_by_text("We are looking into it.")).to_be_visible()
    expect(here.composer).to_be_hidden()
    _unlock(desk)
    expect(here.composer).to_be_visible()


def _unlock(desk: Page) -> None:
    desk.locator("main, #content").get_by_role("link", name="Unlock").click()
    desk.get_by_label("Reason").fill("All is well")
    desk.get_by_role("button", name="Unlock").click()


def test_a_lock_ends_the_answer_that_is_being_written(here: Chat, desk: Page) -> None:
    here.send(script(words=300, pace=0.05))
    expect(here.answers.last).to_contain_text("word5")
    decide(desk, "Lock")
    expect(here.page.get_by_text("This thread is locked")).to_be_visible()
    expect(here.button("Stop")).to_have_count(0)
    expect(here.answers.last).to_contain_text("word5")


def test_a_closed_thread_offers_a_new_one(here: Chat, desk: Page) -> None:
    decide(desk, "Close")
    here.button("New thread").last.click()
    here.ask("Another matter")


def test_one_item_is_redacted_from_its_bubble(here: Chat, desk: Page) -> None:
    desk.get_by_role("link", name="My number is 0170").click()
    expect(desk.get_by_text("You said: My number is 0170")).to_have_count(0)
    desk.get_by_label("Why do you read this thread?").fill("They asked us to")
    desk.get_by_role("button", name="Read").click()
    expect(desk.get_by_text("You said: My number is 0170")).to_be_visible()
    desk.locator(".chatkit-bubble.person").get_by_role("link", name="Redact").click()
    desk.get_by_label("Reason").fill("A telephone number")
    desk.get_by_role("button", name="Redact").click()
    expect(desk.locator(".chatkit-bubble.person")).to_contain_text("Redacted by")
    expect(here.questions).to_contain_text("This was removed by the staff of this site.")


def test_the_pages_are_for_everybody(here: Chat, desk: Page, errors: list[str]) -> None:
    assert complaints(desk, within=".results") == []
    desk.get_by_role("link", name="My number is 0170").click()
    assert complaints(desk, within=".chatkit-thread") == []
    desk.get_by_label("Why do you read this thread?").fill("To look")
    desk.get_by_role("button", name="Read").click()
    assert complaints(desk, within=".chatkit-thread") == []
    desk.get_by_role("link", name="Lock").click()
    assert complaints(desk, within=".chatkit-act") == []
    errors.clear()  # axe styles what it looks at
