"""What staff announce stands beside every open chat at once; a closed chat says so and keeps what was typed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import complaints
from tests.browser.chat import Chat


def _announce(desk: Page, text: str, *, closed: bool = False) -> None:
    desk.goto(f"{desk.url.split('/admin')[0]}/admin/chatkit/announcement/")
    desk.get_by_label("Text").fill(text)
    desk.get_by_label("Closed for maintenance").set_checked(closed)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_be_visible()


def test_an_announcement_comes_and_goes_without_a_reload(here: Chat, desk: Page, errors: list[str]) -> None:
    _announce(desk, "We are back at noon.")
    expect(here.page.get_by_text("We are back at noon.")).to_be_in_viewport()
    assert complaints(here.page) == []
    here.page.reload()
    expect(here.page.get_by_text("We are back at noon.")).to_be_in_viewport()
    _announce(desk, "")
    expect(here.page.get_by_text("We are back at noon.")).to_have_count(0)
    errors.clear()  # axe styles what it looks at


def test_a_closed_chat_says_so_and_goes_on_afterwards(here: Chat, desk: Page) -> None:
    _announce(desk, "Back at noon.", closed=True)
    here.send("Hello?")
    expect(here.page.locator(".extras").get_by_text("Back at noon.")).to_be_visible()
    _announce(desk, "")
    here.button("Try again").click()
    expect(here.answers.last).to_contain_text("You said: Hello?")
