"""Everything works by keyboard, and is said to whoever does not see it."""

from __future__ import annotations

from chatkit.types import ClientEffectEvent
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import ROOT, Wire, asked, said
from tests.people import Person


def test_the_docked_chat_opens_and_closes_by_keyboard(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/docs/settings/")
    launcher = page.get_by_role("button", name="Ask")
    launcher.focus()
    page.keyboard.press("Enter")
    chat = Chat(page)
    expect(chat.composer).to_be_focused()
    expect(launcher).to_be_hidden()
    page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    expect(launcher).to_have_attribute("aria-expanded", "false")


def test_shift_and_enter_makes_a_line_and_enter_sends(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.composer.type("One")
    page.keyboard.press("Shift+Enter")
    chat.composer.type("Two")
    page.keyboard.press("Enter")
    expect(chat.questions).to_contain_text("One\nTwo")


def test_a_complete_answer_is_said_once(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask("Hello")
    expect(page.get_by_role("status").filter(has_text="You said: Hello")).to_have_count(1)


def test_an_answer_without_words_does_not_say_the_last_one_again(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), said("Old words."))
    wire.open(alice_here.site.url)
    wire.answer(ClientEffectEvent(name="blink"))
    page.evaluate("document.querySelector('chatkit-host').sendCustomAction({ type: 'blink' })")
    Chat(page).wait()
    expect(page.get_by_role("status").filter(has_text="Old words.")).to_have_count(0)


def test_a_long_text_grows_up_to_a_point_and_keeps_the_caret_in_sight(page: Page, alice_here: Person) -> None:
    Wire(page).open(alice_here.site.url, empty=True)
    composer = Chat(page).composer
    composer.focus()
    for number in range(20):
        page.keyboard.type(f"Line {number}")
        page.keyboard.press("Shift+Enter")
    assert page.evaluate(f"{ROOT}.querySelector('.composer').offsetHeight") < 300
    area = f"{ROOT}.querySelector('textarea')"
    assert page.evaluate(f"{area}.scrollTop + {area}.clientHeight + 12 >= {area}.scrollHeight")


def test_the_list_of_threads_closes_with_escape_and_gives_the_focus_back(page: Page, alice_here: Person) -> None:
    alice_here.thread("Hello")
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.history()
    expect(chat.rows).to_have_count(1)
    expect(chat.button("Threads")).to_have_attribute("aria-expanded", "true")
    chat.button("Rename: Hello").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # leaves the renaming, not the list
    expect(chat.rows.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(chat.rows.first).to_be_hidden()
    expect(chat.button("Threads")).to_be_focused()


def test_a_long_thread_is_paged_backwards(page: Page, alice_here: Person) -> None:
    thread_id = alice_here.thread("Question 0.")
    for number in range(1, 15):
        alice_here.ask(f"Question {number}.", thread_id)
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.history()
    chat.rows.first.get_by_role("button").first.click()
    expect(chat.questions).to_have_count(10)
    expect(chat.questions.last).to_contain_text("Question 14.")
    chat.button("Show earlier messages").click()
    expect(chat.questions).to_have_count(15)
    expect(chat.questions.first).to_contain_text("Question 0.")
    expect(chat.button("Show earlier messages")).to_be_hidden()


def test_a_phone_shows_no_sideways_scrolling(page: Page, alice_here: Person) -> None:
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask('script:{"text": "' + "long" * 100 + "\\n\\n```\\n" + "wide " * 60 + '\\n```"}')
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert chat.answers.evaluate("node => node.scrollWidth <= node.clientWidth")
