"""What somebody sees when something fails: a sentence, their text, and a way on."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat import Chat
from tests.browser.conftest import sign_in_by_form
from tests.people import Person

WIRE = "**/chat/wire/"


def _fail_once(page: Page, *, status: int, body: str = "{}") -> None:
    """The next question is refused; everything else goes through."""
    done: list[bool] = []

    def answer(route: Route) -> None:
        if done or json.loads(route.request.post_data or "{}")["type"] not in {
            "threads.create",
            "threads.add_user_message",
        }:
            route.fallback()
            return
        done.append(True)
        if status:
            route.fulfill(status=status, body=body, content_type="application/json")
        else:
            route.abort()

    page.route(WIRE, answer)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (0, "The site cannot be reached."),
        (500, "The fault is ours."),
        (413, "Too long."),
        (403, "Out of date."),
        (409, "An answer is being written."),
        (423, "This thread was locked."),
        (429, "Wait a minute."),
        (200, "The site cannot be reached."),  # a page of somebody's who stands between
    ],
)
def test_a_refused_question_can_be_sent_again(status: int, sentence: str, page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    _fail_once(page, status=status, body=json.dumps({"code": "x", "message": sentence}))
    chat.send("Hello")
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(chat.composer).to_have_value("Hello")
    chat.button("Try again").click()
    expect(chat.answers).to_contain_text("You said: Hello")
    expect(chat.composer).to_have_value("")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert len(alice_here.call("threads.list")["data"]) == 1


def test_a_failing_model_offers_to_try_again(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.send('script:{"words": 5, "fail_after": 2}')
    expect(page.get_by_role("alert")).to_contain_text("The assistant could not finish this answer.")
    expect(chat.answers).to_contain_text("word1")
    chat.wait()
    chat.button("Try again").click()
    expect(page.get_by_role("alert")).to_contain_text("The assistant could not finish this answer.")
    expect(chat.answers).to_have_count(1)  # what the failed retry was to replace
    thread_id = alice_here.call("threads.list")["data"][0]["id"]
    assert [item["type"] for item in alice_here.items(thread_id)] == ["user_message", "assistant_message"]
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("This answer could not be finished.")
    expect(chat.answers).to_contain_text("word1")


def test_a_session_that_ended_asks_to_sign_in_keeps_the_text_and_then_sends_it(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    expect(chat.composer).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    chat.send("Do not lose me")
    link = page.get_by_role("link", name="Sign in").last
    expect(link).to_have_attribute("href", f"{alice_here.site.url}/accounts/login/?next=%2Fchat%2F")
    expect(chat.composer).to_have_value("Do not lose me")
    link.click()
    sign_in_by_form(page, alice_here)
    expect(chat.answers).to_contain_text("You said: Do not lose me")
    expect(chat.composer).to_have_value("")


def test_a_thread_that_is_gone_opens_an_empty_one(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask("Hello")
    alice_here.call("threads.delete", thread_id=alice_here.call("threads.list")["data"][0]["id"])
    page.reload()
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    chat.ask("Hello again")
    expect(chat.answers).to_contain_text("You said: Hello again")


def test_a_double_click_asks_once_and_does_not_stop(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.composer.fill('script:{"words": 30, "pace": 0.02}')
    chat.button("Send").dblclick()
    expect(chat.answers).to_contain_text("word29")
    assert len(alice_here.call("threads.list")["data"]) == 1
