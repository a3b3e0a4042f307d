"""Of two threads that are opened at once, the last one shows; and what is asked meanwhile is asked in it."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

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


def test_what_is_asked_while_a_thread_loads_is_asked_in_it(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask("Hello")
    waiting: list[Route] = []

    def late(route: Route) -> None:
        if "items.list" in (route.request.post_data or "") and not waiting:
            waiting.append(route)
        else:
            route.fallback()

    page.route("**/chat/wire/", late)
    page.reload()
    chat.send("And now?")
    page.wait_for_timeout(300)
    waiting[0].continue_()
    expect(chat.answers).to_have_count(2)
    assert len(alice_here.call("threads.list")["data"]) == 1
