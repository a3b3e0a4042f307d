"""A person reports an answer; a colleague who watches the queue sees it come, and settles it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.chat import Chat
from tests.browser.desk import decide


def _report(here: Chat, text: str) -> None:
    here.answers.last.get_by_role("button", name="Report this answer").click()
    dialog = here.page.get_by_role("dialog", name="Report this answer")
    expect(dialog).to_contain_text("You said: My number is 0170")
    dialog.get_by_label("It is offensive or dangerous").check()
    dialog.get_by_label("What else should we know?").fill(text)
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Thank you. Our staff will look at it.")).to_be_visible()
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_be_hidden()


def test_a_report_comes_into_the_queue_while_somebody_watches(here: Chat, desk: Page) -> None:
    desk.goto(f"{desk.url.split('/admin')[0]}/admin/chatkit/flag/")
    _report(here, "Not nice at all")
    row = desk.get_by_role("row").filter(has_text="It is offensive or dangerous: Not nice at all")
    expect(row).to_be_visible()
    row.get_by_role("checkbox").check()
    desk.get_by_label("Action:").select_option(label="Take the flags away")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_label("Reason").fill("We have talked")
    desk.get_by_role("button", name="Take the flags away").click()
    expect(desk.locator(".messagelist")).to_contain_text("done for 1.")
    desk.goto(f"{desk.url.split('/admin')[0]}/admin/chatkit/flag/")
    expect(row).to_have_count(0)


def test_what_somebody_has_chosen_stays_chosen_and_they_are_told(here: Chat, desk: Page) -> None:
    decide(desk, "Flag")
    desk.goto(f"{desk.url.split('/admin')[0]}/admin/chatkit/flag/")
    desk.get_by_role("checkbox", name="Select this object").first.check()
    _report(here, "Look at this")
    expect(desk.get_by_role("link", name="There is something new.")).to_be_visible()
    expect(desk.get_by_role("checkbox", name="Select this object").first).to_be_checked()
    desk.get_by_role("link", name="There is something new.").click()
    expect(desk.get_by_text("Look at this")).to_be_visible()


def test_a_flag_leads_to_what_it_is_about(here: Chat, desk: Page) -> None:
    _report(here, "")
    desk.goto(f"{desk.url.split('/admin')[0]}/admin/chatkit/flag/")
    desk.get_by_role("link", name="My number is 0170").first.click()
    desk.get_by_label("Why do you read this thread?").fill("A report")
    desk.get_by_role("button", name="Read").click()
    expect(desk.locator(".chatkit-bubble:target")).to_contain_text("You said: My number is 0170")


def test_a_report_that_is_not_taken_keeps_its_words(here: Chat) -> None:
    here.page.route("**/chat/reports/", lambda route: route.abort())
    here.answers.last.get_by_role("button", name="Report this answer").click()
    dialog = here.page.get_by_role("dialog", name="Report this answer")
    dialog.get_by_label("What else should we know?").fill("Something")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("alert")).to_contain_text("The site cannot be reached.")
    expect(dialog.get_by_label("What else should we know?")).to_have_value("Something")
    here.page.unroute("**/chat/reports/")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Thank you.")).to_be_visible()


def test_the_dialog_is_for_everybody(here: Chat, errors: list[str]) -> None:
    button = here.answers.last.get_by_role("button", name="Report this answer")
    button.focus()
    here.page.keyboard.press("Enter")
    expect(here.page.get_by_role("dialog")).to_be_visible()
    assert complaints(here.page) == []
    here.page.keyboard.press("Escape")
    expect(button).to_be_focused()
    errors.clear()  # axe styles what it looks at
