"""What the person is told besides the answer, and what they may not do now."""

from __future__ import annotations

import pytest
from chatkit.types import (
    ClosedStatus,
    LockedStatus,
    NoticeEvent,
    ProgressUpdateEvent,
    StreamOptions,
    StreamOptionsEvent,
)
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, done, said
from tests.people import Person


@pytest.mark.parametrize(("level", "role"), [("info", "status"), ("warning", "status"), ("danger", "alert")])
def test_a_notice_is_read_and_dismissed(level: str, role: str, page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.answer(
        done(asked()),
        ProgressUpdateEvent(text="Looking", icon="search"),
        StreamOptionsEvent(stream_options=StreamOptions(allow_cancel=False)),
        NoticeEvent(level=level, title="Heads up", message="You have **3** left. [More](/more/)"),
        done(said("Done.")),
    )
    Chat(page).send("Hello")
    notice = page.locator(f".notice.{level}")
    expect(notice).to_have_attribute("role", role)
    expect(notice).to_contain_text("Heads up")
    expect(notice.locator("p strong")).to_have_text("3")
    expect(notice.get_by_role("link", name="More")).to_be_visible()
    Chat(page).button("Dismiss").click()
    expect(notice).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "sentence", "fresh"),
    [
        (LockedStatus(reason="A colleague is answering."), "A colleague is answering.", 0),
        (LockedStatus(), "This thread is locked.", 0),
        (ClosedStatus(), "This thread is closed.", 1),
    ],
)
def test_a_sentence_stands_in_the_composers_place(
    status: object, sentence: str, fresh: int, page: Page, alice_here: Person
) -> None:
    Wire(page, asked(), said("Well."), status=status).open(alice_here.site.url)
    expect(page.get_by_role("status").filter(has_text=sentence)).to_be_visible()
    expect(Chat(page).composer).to_be_hidden()
    expect(page.locator("footer").get_by_role("button", name="New thread")).to_have_count(fresh)
    if fresh:
        page.locator("footer").get_by_role("button", name="New thread").click()
        expect(Chat(page).composer).to_be_visible()


def test_the_header_is_the_pages_to_choose(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), said("Well."), title="Of the thread")
    options = """{
        header: {
            title: { text: 'Help' },
            leftAction: { icon: 'sidebar-open-left', onClick: () => (window.pressed = true) },
        },
        history: { enabled: false },
        disclaimer: { text: 'May be [wrong](/why/).', highContrast: true },
    }"""
    wire.open(alice_here.site.url, options)
    expect(page.locator(".title")).to_have_text("Help")
    expect(Chat(page).button("Threads")).to_be_hidden()
    page.get_by_role("button", name="sidebar open left").click()
    assert page.evaluate("window.pressed")
    expect(page.locator(".disclaimer").get_by_role("link", name="wrong")).to_be_visible()
    wire.options("{ header: { enabled: false } }")
    expect(page.locator("chatkit-builtin header")).to_be_hidden()
