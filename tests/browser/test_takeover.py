"""A colleague takes a thread over while the person has it open: both see what the other says, and who is there."""

from __future__ import annotations

import time
from statistics import median

from playwright.sync_api import Page, expect

from tests.browser.axe import complaints_in_light_and_dark
from tests.browser.chat import Chat
from tests.browser.desk import act, take_over, write
from tests.people import script

TITLE = "My number is 0170"


def test_both_sides_talk_without_a_reload_and_the_assistant_comes_back(here: Chat, desk: Page) -> None:
    take_over(desk, TITLE)
    expect(here.page.get_by_text("A colleague has joined and answers you now.")).to_be_visible()
    expect(here.page.get_by_text("A colleague is here")).to_be_visible()
    expect(desk.get_by_text("The person has this thread open.")).to_be_visible()
    here.send("Is anybody there?")
    expect(desk.locator(".chatkit-bubble.person").last).to_contain_text("Is anybody there?")
    write(desk, "Yes, **I** am.")
    expect(here.page.locator("strong", has_text="I")).to_be_visible()
    expect(desk.locator(".chatkit-bubble.staff")).to_contain_text("Yes, I am.")
    expect(desk.get_by_label("Your reply")).to_have_value("")
    expect(here.answers).to_have_count(1)  # the assistant's own, from before
    act(desk, "Hand back")
    expect(here.page.get_by_text("The assistant answers again.")).to_be_visible()
    expect(here.page.get_by_text("A colleague is here")).to_have_count(0)
    here.ask("Thanks")
    expect(here.answers.last).to_contain_text("You said: Thanks")
    expect(desk.locator(".chatkit-bubble.assistant").last).to_contain_text("You said: Thanks")


def test_a_reply_is_seen_within_a_second(here: Chat, desk: Page) -> None:
    take_over(desk, TITLE)
    expect(here.page.get_by_text("A colleague has joined")).to_be_visible()
    assert median(_seconds_until_seen(here, desk, f"At once, {attempt}") for attempt in range(3)) < 1


def _seconds_until_seen(here: Chat, desk: Page, text: str) -> float:
    desk.get_by_label("Your reply").fill(text)
    began = time.monotonic()
    desk.get_by_role("button", name="Send").click()
    expect(here.page.get_by_text(text, exact=True)).to_be_visible()
    took = time.monotonic() - began
    expect(desk.get_by_label("Your reply")).to_have_value("")
    return took


def test_what_the_person_is_typing_stays(here: Chat, desk: Page) -> None:
    here.composer.press_sequentially("A long ")
    take_over(desk, TITLE)
    expect(here.page.get_by_text("A colleague has joined")).to_be_visible()
    expect(here.composer).to_be_focused()
    here.composer.press_sequentially("letter")
    expect(here.composer).to_have_value("A long letter")
    write(desk, "Take your time")
    expect(here.page.get_by_text("Take your time", exact=True)).to_be_visible()
    expect(here.composer).to_have_value("A long letter")
    here.composer.press("Enter")
    expect(desk.locator(".chatkit-bubble.person").last).to_contain_text("A long letter")


def test_what_the_colleague_is_typing_stays(here: Chat, desk: Page) -> None:
    take_over(desk, TITLE)
    desk.get_by_label("Your reply").press_sequentially("Half a ")
    here.send("Hello?")
    expect(desk.locator(".chatkit-bubble.person").last).to_contain_text("Hello?")
    desk.get_by_label("Your reply").press_sequentially("letter")
    expect(desk.get_by_label("Your reply")).to_have_value("Half a letter")
    expect(desk.get_by_label("Your reply")).to_be_focused()


def test_an_answer_that_is_being_written_ends_and_stays(here: Chat, desk: Page) -> None:
    here.send(script(words=300, pace=0.05))
    expect(here.answers.last).to_contain_text("word5")
    take_over(desk, TITLE)
    expect(here.page.get_by_text("A colleague has joined")).to_be_visible()
    expect(here.button("Stop")).to_have_count(0)
    expect(here.answers.last).to_contain_text("word5")
    expect(here.composer).to_be_visible()
    here.send("Hello?")
    expect(desk.locator(".chatkit-bubble.person").last).to_contain_text("Hello?")


def test_the_person_sees_that_the_colleague_leaves_and_comes_back(here: Chat, desk: Page) -> None:
    take_over(desk, TITLE)
    expect(here.page.get_by_text("A colleague is here")).to_be_visible()
    address = desk.url
    desk.goto("about:blank")
    expect(here.page.get_by_text("A colleague is here")).to_have_count(0)
    desk.goto(address)
    expect(here.page.get_by_text("A colleague is here")).to_be_visible()


def test_the_colleague_sees_that_the_person_leaves_and_comes_back(here: Chat, desk: Page) -> None:
    take_over(desk, TITLE)
    expect(desk.get_by_text("The person has this thread open.")).to_be_visible()
    here.button("New thread").click()
    expect(desk.get_by_text("The person does not have this thread open.")).to_be_visible()
    here.history()
    here.rows.first.get_by_role("button").first.click()
    expect(desk.get_by_text("The person has this thread open.")).to_be_visible()
    expect(here.page.get_by_text("A colleague is here")).to_be_visible()


def test_what_a_colleague_says_is_for_everybody(here: Chat, desk: Page, errors: list[str]) -> None:
    take_over(desk, TITLE)
    write(desk, "Hello")
    expect(here.page.get_by_text("Hello", exact=True)).to_be_visible()
    assert complaints_in_light_and_dark(here.page) == []
    assert complaints_in_light_and_dark(desk, within=".chatkit-thread") == []
    errors.clear()  # axe styles what it looks at


def test_a_reason_that_is_being_typed_stays(here: Chat, desk: Page) -> None:
    desk.get_by_role("link", name=TITLE).click()
    expect(desk.get_by_text("The person has this thread open.")).to_be_visible()
    desk.get_by_label("Why do you read this thread?").press_sequentially("They asked ")
    here.ask("Hello?")
    desk.wait_for_timeout(1000)
    desk.get_by_label("Why do you read this thread?").press_sequentially("us to")
    expect(desk.get_by_label("Why do you read this thread?")).to_have_value("They asked us to")
    desk.get_by_role("button", name="Read").click()
    expect(desk.locator(".chatkit-bubble.person").last).to_contain_text("Hello?")


def test_a_reply_that_may_not_have_arrived_is_kept_and_not_sent_twice(here: Chat, desk: Page) -> None:
    take_over(desk, TITLE)
    expect(desk.get_by_text("The person has this thread open.")).to_be_visible()
    desk.route("**/reply/", lambda route: route.abort())
    write(desk, "Half a letter")
    expect(desk.get_by_role("alert")).to_contain_text("The site cannot be reached.")
    expect(desk.get_by_label("Your reply")).to_have_value("Half a letter")
    desk.unroute("**/reply/")
    desk.get_by_role("button", name="Send").click()
    expect(here.page.get_by_text("Half a letter", exact=True)).to_be_visible()
    expect(desk.get_by_role("alert")).to_be_hidden()
    expect(desk.locator(".chatkit-bubble.staff")).to_have_count(1)
