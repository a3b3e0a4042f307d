"""Of two threads that are opened at once, the last one shows, however long the other takes."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import THREAD, Wire, asked, said
from tests.people import Person


def test_a_new_thread_is_not_overtaken_by_one_that_loads(page: Page, alice_here: Person) -> None:
    Wire(page, asked(), said("An answer")).open(alice_here.site.url)
    chat = Chat(page)
    expect(chat.answers).to_have_count(1)
    loaded = page.evaluate(
        """async (thread) => {
            const host = document.querySelector('chatkit-host')
            await host.setThreadId(null)
            await Promise.all([host.setThreadId(thread), host.setThreadId(null)])
        }""",
        THREAD,
    )
    assert loaded is None
    expect(chat.answers).to_have_count(0)
