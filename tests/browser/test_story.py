"""The main job in a real browser, with OpenAI's script blocked: sign in, ask, watch, find it again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import sign_in_by_form
from tests.people import Person
from tests.site import Site

QUESTION = "How do I embed the chat in a template?"


def test_somebody_new_signs_in_asks_and_finds_it_again(demo: Site, page: Page) -> None:
    person = Person.signed_up(demo, "visitor")
    page.goto(f"{demo.url}/docs/quick-start/")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("region", name="Chat").get_by_role("link", name="Sign in").click()
    sign_in_by_form(page, person)
    expect(page).to_have_url(f"{demo.url}/docs/quick-start/")

    chat = Chat(page)  # the panel is open again
    chat.send(QUESTION)
    expect(chat.answers).to_contain_text("No language model is set up here")
    early = chat.answers.inner_text()
    chat.wait()
    assert len(chat.answers.inner_text()) > len(early)  # it grew before our eyes
    expect(chat.answers).to_contain_text("{% chatkit_assets %}")
    source = chat.answers.locator(".sources a").first
    expect(source).to_have_text("Plugging it into your site › Embed the chat in a template")
    source.click()
    expect(page).to_have_url(f"{demo.url}/docs/plugging-in/#embed-the-chat-in-a-template")

    expect(chat.answers).to_contain_text("{% chatkit_assets %}")  # on the page that it cites
    page.goto(f"{demo.url}/chat/")
    expect(chat.answers).to_contain_text("{% chatkit_assets %}")
    page.reload()
    expect(chat.questions).to_have_text(re.compile(re.escape(QUESTION)))


def test_threads_are_switched_renamed_and_deleted(page: Page, visitor: Person) -> None:
    page.goto(f"{visitor.site.url}/chat/")
    chat = Chat(page)
    chat.ask("How do I make a model searchable?")
    chat.button("New thread").click()
    expect(chat.answers).to_have_count(0)
    chat.ask("What happens without an OpenAI key?")

    chat.history()
    expect(chat.rows).to_have_count(2)
    expect(chat.rows.first).to_contain_text("What happens without an OpenAI key?")
    chat.rows.nth(1).get_by_role("button").first.click()
    expect(chat.questions).to_contain_text("How do I make a model searchable?")

    chat.history()
    chat.button("Rename: How do I make a model searchable?").click()
    page.get_by_label("New name").fill("Search")
    page.get_by_label("New name").press("Enter")
    expect(chat.rows.nth(1)).to_contain_text("Search")
    expect(page.locator(".title")).to_have_text("Search")

    chat.button("Delete: Search").click()
    chat.button("Delete").click()
    expect(chat.rows).to_have_count(1)
    page.keyboard.press("Escape")
    expect(chat.questions).to_have_count(0)  # the open thread was the deleted one
    page.reload()
    chat.history()
    expect(chat.rows).to_have_count(1)
    assert len(visitor.call("threads.list")["data"]) == 1


def test_a_prompt_of_the_start_screen_is_asked(page: Page, visitor: Person) -> None:
    page.goto(f"{visitor.site.url}/chat/")
    chat = Chat(page)
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    chat.button(QUESTION).click()
    chat.wait()
    expect(chat.answers).to_contain_text("{% chatkit_assets %}")
    expect(page.locator(".title")).to_have_text(QUESTION)


def test_an_answer_is_copied_rated_and_tried_again(page: Page, visitor: Person) -> None:
    page.goto(f"{visitor.site.url}/chat/")
    chat = Chat(page)
    chat.ask(QUESTION)
    chat.answers.locator(".actions").get_by_role("button", name="Copy").click()
    assert "{% chatkit_assets %}" in page.evaluate("navigator.clipboard.readText()")

    chat.button("Good answer").click()
    expect(chat.button("Good answer")).to_have_attribute("aria-pressed", "true")
    chat.button("Bad answer").click()
    expect(chat.button("Good answer")).to_have_attribute("aria-pressed", "false")

    chat.button("Try another answer").click()
    expect(chat.button("Stop")).to_be_visible()
    chat.wait()
    expect(chat.answers).to_have_count(1)
    thread_id = visitor.call("threads.list")["data"][0]["id"]
    assert [item["type"] for item in visitor.items(thread_id)] == ["user_message", "assistant_message"]
