"""Staff act in the admin while the person has the thread open; both see what became of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.chat import Chat
from tests.browser.desk import act, decide
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


def test_a_thread_that_is_erased_is_gone_at_once(here: Chat, desk: Page) -> None:
    decide(desk, "Erase")
    expect(here.answers).to_have_count(0)
    expect(here.page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    here.ask("Another matter")


def test_erasing_while_an_answer_is_written_ends_both(here: Chat, desk: Page) -> None:
    here.send(script(words=300, pace=0.05))
    expect(here.answers.last).to_contain_text("word5")
    decide(desk, "Erase")
    expect(here.page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    here.history()
    expect(here.page.get_by_text("No threads yet.")).to_be_visible()


def test_a_closed_thread_is_reopened(here: Chat, desk: Page) -> None:
    decide(desk, "Close")
    expect(here.composer).to_be_hidden()
    act(desk, "Reopen")
    here.ask("Thank you")


def test_whoever_is_suspended_is_told_and_comes_back(here: Chat, desk: Page) -> None:
    desk.get_by_role("link", name="My number is 0170").click()
    act(desk, "Suspend the person")
    here.send("Hello?")
    expect(here.page.get_by_text("You cannot use the chat before")).to_be_visible()
    act(desk, "Let the person back in")
    expect(here.page.get_by_text("You cannot use the chat before")).to_have_count(0)
    expect(here.composer).to_have_value("Hello?")
    here.composer.press("Enter")
    expect(here.answers.last).to_contain_text("You said: Hello?")


def test_what_has_to_be_kept_cannot_be_deleted(here: Chat, desk: Page) -> None:
    decide(desk, "Keep")
    here.history()
    here.rows.first.get_by_role("button", name="Delete").click()
    here.page.get_by_role("button", name="Delete").last.click()
    expect(here.page.get_by_text("This thread has to be kept for now and cannot be deleted.")).to_be_visible()
    act(desk, "Keep no longer")
    expect(desk.locator(".messagelist")).to_contain_text("done for 1.")
    here.page.reload()
    here.history()
    here.rows.first.get_by_role("button", name="Delete").click()
    here.page.get_by_role("button", name="Delete").last.click()
    expect(here.page.get_by_text("No threads yet.")).to_be_visible()


@pytest.mark.parametrize("verb", ["Flag", "Assign", "Label", "Add a note"])
def test_what_staff_keep_for_themselves_disturbs_nobody(verb: str, here: Chat, desk: Page) -> None:
    here.composer.fill("A draft")
    before = here.page.locator("chatkit-builtin").inner_text()
    decide(desk, verb, **({"New labels": "billing"} if verb == "Label" else {}))
    here.page.wait_for_timeout(500)
    assert here.page.locator("chatkit-builtin").inner_text() == before
    expect(here.composer).to_have_value("A draft")


def test_an_export_is_a_file(here: Chat, desk: Page) -> None:
    desk.get_by_role("link", name="My number is 0170").click()
    desk.locator(".object-tools").get_by_role("link", name="Export").click()
    desk.get_by_label("Reason").fill("They asked for it")
    desk.get_by_label("Format").select_option(label="Markdown")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Export").click()
    assert "You said: My number is 0170" in download.value.path().read_text()
