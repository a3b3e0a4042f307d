"""The admin as somebody of the staff uses it."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def decide(desk: Page, act: str, **fields: str) -> None:
    """From the list, as its menu offers it."""
    desk.get_by_role("checkbox", name="Select this object").first.check()
    desk.get_by_label("Action:").select_option(label=act)
    desk.get_by_role("button", name="Go").click()
    why = "Note" if act == "Add a note" else "Reason"
    for label, value in {why: "House rules", **fields}.items():
        desk.get_by_label(label).fill(value)
    desk.get_by_role("button", name=act, exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text(f"{act}: done for 1.")


def read(desk: Page, title: str) -> None:
    """Open a thread from the list, and say why."""
    desk.get_by_role("link", name=title).click()
    desk.get_by_label("Why do you read this thread?").fill("They asked us to")
    desk.get_by_role("button", name="Read").click()


def take_over(desk: Page, title: str) -> None:
    """Open a thread from the list, and answer there from now on."""
    desk.get_by_role("link", name=title).click()
    act(desk, "Take over")


def act(desk: Page, verb: str) -> None:
    """From the thread's page."""
    desk.locator(".object-tools").get_by_role("link", name=verb).click()
    desk.get_by_label("Reason").fill("They asked for somebody")
    desk.get_by_role("button", name=verb).click()


def write(desk: Page, text: str) -> None:
    desk.get_by_label("Your reply").fill(text)
    desk.get_by_role("button", name="Send").click()
