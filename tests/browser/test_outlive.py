"""An answer outlives the page: a reload, a broken connection, another tab."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from chat.testing.element import ELEMENT
from tests.browser.chat import Chat
from tests.browser.conftest import CDN
from tests.people import Person, text_of

SLOW = 'script:{"words": 120, "pace": 0.03}'
WHOLE = " ".join(f"word{number}" for number in range(120))


# A network that goes away for a moment, once.
BREAKING = """() => {
    const { fetch } = window
    let isFirst = true
    window.fetch = async (...values) => {
        const response = await fetch(...values)
        if (!isFirst || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response
        isFirst = false
        let pieces = 0
        const broken = new TransformStream({
            transform(piece, controller) {
                if (++pieces > PIECES) controller.error(new TypeError('network error'))
                else controller.enqueue(piece)
            },
        })
        return new Response(response.body.pipeThrough(broken), response)
    }
}
"""


def _stored(person: Person) -> list[str]:
    return [text_of(item) for item in person.items(person.call("threads.list")["data"][0]["id"])]


def test_a_reload_in_mid_answer_shows_it_and_goes_on(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.send(SLOW)
    expect(chat.answers).to_contain_text("word20")
    for marker in ("word40", "word70"):
        page.reload()
        expect(chat.answers).to_contain_text("word20", timeout=1500)  # at once, and not when it is over
        expect(chat.button("Stop")).to_be_visible()
        expect(chat.answers).to_contain_text(marker)
    chat.wait()
    expect(chat.answers.locator(".said-body")).to_have_text(WHOLE)
    expect(chat.answers).to_have_count(1)
    expect(chat.questions).to_have_count(1)
    assert _stored(alice_here) == [SLOW, WHOLE]


def test_going_to_another_page_and_back_goes_on(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.send(SLOW)
    expect(chat.answers).to_contain_text("word10")
    page.goto(f"{alice_here.site.url}/docs/settings/")
    page.get_by_role("button", name="Ask").click()
    expect(chat.answers.locator(".said-body")).to_have_text(WHOLE)


def test_a_stop_after_a_reload_works(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.send('script:{"words": 400, "pace": 0.03}')
    expect(chat.answers).to_contain_text("word10")
    page.reload()
    expect(chat.answers).to_contain_text("word20")
    chat.button("Stop").click()
    expect(chat.answers.get_by_text("You stopped this answer")).to_be_visible()
    page.reload()
    expect(chat.answers.get_by_text("You stopped this answer")).to_be_visible()


def test_a_connection_that_breaks_is_taken_up_again(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    page.evaluate(BREAKING.replace("PIECES", "25"))
    chat.send(SLOW)
    expect(chat.answers.locator(".said-body")).to_have_text(WHOLE, timeout=15_000)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert _stored(alice_here) == [SLOW, WHOLE]


def test_another_tab_sees_the_same_answer_and_may_stop_it(
    page: Page, context: BrowserContext, alice_here: Person
) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.send('script:{"words": 400, "pace": 0.03}')
    expect(chat.answers).to_contain_text("word5")
    other = context.new_page()
    other.goto(f"{alice_here.site.url}/chat/")
    there = Chat(other)
    there.history()
    there.rows.first.get_by_role("button").first.click()
    expect(there.answers).to_contain_text("word15")
    there.button("Stop").click()
    there.wait()
    kept = there.answers.locator(".said-body").inner_text()
    page.bring_to_front()
    expect(chat.answers.locator(".said-body")).to_have_text(kept)
    expect(chat.button("Send")).to_be_visible()


def test_a_retry_stopped_before_its_first_word_shows_the_old_answer(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask('script:{"silence": 1.5, "words": 3}')
    chat.button("Try another answer").click()
    page.wait_for_timeout(700)
    chat.button("Stop").click()
    expect(chat.answers).to_contain_text("word2")
    assert len(_stored(alice_here)) == 2


def test_a_retry_that_is_refused_leaves_the_old_answer(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask("Hello")
    page.route("**/chat/wire/", lambda route: route.abort())
    chat.button("Try another answer").click()
    expect(page.get_by_role("alert")).to_contain_text("The site cannot be reached.")
    expect(chat.answers).to_contain_text("You said: Hello")
    page.unroute("**/chat/wire/")
    old = alice_here.items(alice_here.call("threads.list")["data"][0]["id"])[1]["id"]
    chat.button("Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    chat.wait()
    expect(chat.answers).to_have_count(1)
    assert alice_here.items(alice_here.call("threads.list")["data"][0]["id"])[1]["id"] != old


def test_after_a_reload_in_a_retry_the_new_answer_takes_the_place_of_the_old(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask('script:{"silence": 1.5, "words": 40, "pace": 0.02}')
    chat.button("Try another answer").click()
    page.wait_for_timeout(300)
    page.reload()
    expect(chat.answers).to_contain_text("word39")  # the old one, while there is nothing of the new
    expect(chat.button("Stop")).to_be_visible()
    chat.wait()
    expect(chat.answers).to_have_count(1)
    expect(chat.answers).to_contain_text("word39")


@pytest.fixture
def with_stub(page: Page, alice_here: Person) -> Page:
    """A page on which something like OpenAI's component stands."""
    page.context.unroute(CDN)
    page.context.route(CDN, lambda route: route.fulfill(body=ELEMENT, content_type="text/javascript"))

    def as_openai(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        body = response.text().replace('"ui": "builtin"', '"ui": "openai"')
        headers = {name: value for name, value in response.headers.items() if name != "content-security-policy"}
        route.fulfill(response=response, headers=headers, body=body)  # type: ignore[attr-defined]

    page.route("**/chat/", as_openai)
    page.goto(f"{alice_here.site.url}/chat/")
    page.wait_for_function("document.querySelector('chatkit-host').hasAttribute('filled')")
    return page


HERE = "document.querySelector('chatkit-host').shadowRoot.querySelector('openai-chatkit')"


@pytest.mark.parametrize("end", ["abort", "cancel"])
def test_the_components_own_stop_is_told_to_the_server(end: str, with_stub: Page, alice_here: Person) -> None:
    thread_id = with_stub.evaluate(f"{HERE}.ask({SLOW!r}, {end!r})")
    assert alice_here.settled(thread_id) == "stopped"
    assert "word9" in text_of(alice_here.items(thread_id)[1])


def test_a_question_sent_again_after_a_broken_stream_is_the_same_question(with_stub: Page, alice_here: Person) -> None:
    with_stub.evaluate(BREAKING.replace("PIECES", "3"))
    asked = with_stub.evaluate(f"{HERE}.ask({SLOW!r}).catch((error) => error.message)")
    assert asked == "network error"
    thread_id = with_stub.evaluate(f"{HERE}.ask({SLOW!r})")
    assert [thread["id"] for thread in alice_here.call("threads.list")["data"]] == [thread_id]
    assert alice_here.settled(thread_id) == "finished"
    assert _stored(alice_here) == [SLOW, WHOLE]


def test_a_page_that_goes_away_stops_nothing_there_either(with_stub: Page, alice_here: Person) -> None:
    thread_id = with_stub.evaluate(f"{HERE}.ask({SLOW!r})")
    with_stub.goto("about:blank")
    assert alice_here.settled(thread_id) == "finished"
    assert text_of(alice_here.items(thread_id)[1]) == WHOLE


def test_after_a_reload_it_is_told_when_the_rest_is_there(with_stub: Page, alice_here: Person) -> None:
    thread_id = with_stub.evaluate(f"{HERE}.ask({SLOW!r})")
    with_stub.evaluate(f"sessionStorage.setItem('chatkit.thread:/chat/wire/', {thread_id!r})")
    with_stub.reload()
    with_stub.wait_for_function(f"{HERE}?.updates === 1", timeout=10_000)
    assert alice_here.state(thread_id) == "finished"
