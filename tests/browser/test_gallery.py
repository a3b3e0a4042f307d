"""The gallery, as somebody without a key tries it: each exhibit does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.people import Person


@pytest.fixture
def gallery(page: Page, visitor: Person) -> Chat:
    page.goto(f"{visitor.site.url}/gallery/")
    return Chat(page)


def _ask(gallery: Chat, words: str) -> None:
    gallery.page.get_by_role("button", name=words, exact=True).click()
    expect(gallery.questions.last).to_contain_text(words)


def test_sources(gallery: Chat) -> None:
    _ask(gallery, "How do I embed the chat in a template?")
    expect(gallery.answers).to_contain_text("chatkit_assets")
    expect(gallery.page.get_by_role("list", name="Sources").get_by_role("link").first).to_be_visible()


def test_steps(gallery: Chat) -> None:
    _ask(gallery, "Please work in steps")
    expect(gallery.page.get_by_text("Worked in two steps")).to_be_visible()
    gallery.page.get_by_text("Worked in two steps").click()
    expect(gallery.page.get_by_text("Look around")).to_be_visible()


def test_a_card_that_counts_and_answers(gallery: Chat) -> None:
    _ask(gallery, "Show me a card")
    gallery.wait()
    count = gallery.page.get_by_role("button", name="Count")
    count.click()
    expect(gallery.page.locator("chatkit-builtin").get_by_text("1", exact=True)).to_be_visible()
    gallery.page.get_by_role("button", name="Say hello").click()
    expect(gallery.answers.last).to_contain_text("Hello! The card says 1.")


def test_a_list_that_leads_to_a_page(gallery: Chat) -> None:
    _ask(gallery, "Show me a list")
    gallery.wait()
    gallery.page.get_by_role("button", name="Quick start").click()
    expect(gallery.page).to_have_url(re.compile(r"/docs/quick-start/$"))


def test_a_form(gallery: Chat) -> None:
    _ask(gallery, "Show me a form")
    gallery.wait()
    gallery.page.get_by_placeholder("Your name").fill("Ada")
    gallery.page.get_by_role("button", name="Submit", exact=True).click()
    expect(gallery.page.get_by_text("Thank you, Ada. Size: m.")).to_be_visible()


def test_live_text(gallery: Chat) -> None:
    _ask(gallery, "Write it live")
    expect(gallery.page.get_by_text("inside a widget, until all of it is there.")).to_be_visible()


def test_questions(gallery: Chat) -> None:
    _ask(gallery, "Ask me questions")
    gallery.page.get_by_label("Green tea").check()
    gallery.page.get_by_role("button", name=re.compile("Continue|Submit|Send|Next")).last.click()
    expect(gallery.answers.last).to_contain_text("Green tea")


def test_approval(gallery: Chat) -> None:
    _ask(gallery, "Add a note: water the plants")
    expect(gallery.page.get_by_text("text: water the plants", exact=True)).to_be_visible()
    gallery.page.get_by_label("Approve").check()
    gallery.page.get_by_role("button", name=re.compile("Continue|Submit|Send|Next")).last.click()
    expect(gallery.answers.last).to_contain_text("Noted: water the plants")
    _ask(gallery, "List my notes")
    expect(gallery.answers.last).to_contain_text("water the plants")


def test_a_picture(gallery: Chat) -> None:
    _ask(gallery, "Draw a picture")
    picture = gallery.page.locator("chatkit-builtin img").last
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 320)


def test_a_notice(gallery: Chat) -> None:
    _ask(gallery, "Show a notice")
    expect(gallery.page.get_by_text("By the way")).to_be_visible()


def test_the_page_marks_a_heading(gallery: Chat) -> None:
    _ask(gallery, "Show heading: What the page says")
    expect(gallery.page.locator("h2[data-chatkit-marked]")).to_have_text("What the page says")
    expect(gallery.page.locator("h2[data-chatkit-marked]")).to_be_in_viewport()


def test_the_page_reads_its_selection(gallery: Chat) -> None:
    gallery.page.evaluate("getSelection().selectAllChildren(document.querySelector('.gallery > p:last-of-type'))")
    _ask(gallery, "Read the selection")
    expect(gallery.answers.last).to_contain_text("Exhibits are made of tools, widgets and a little patience")


def test_what_the_page_says(gallery: Chat) -> None:
    _ask(gallery, "What are exhibits made of?")
    expect(gallery.answers.last).to_contain_text("a little patience")


def test_a_tool_that_fails(gallery: Chat) -> None:
    _ask(gallery, "Use the broken tool")
    expect(gallery.answers.last).to_contain_text("This did not work.")
    expect(gallery.page.get_by_role("alert")).to_have_count(0)


def test_a_guardrail(gallery: Chat) -> None:
    _ask(gallery, "My card is 4111 1111 1111 1111")
    expect(gallery.answers.last).to_contain_text("That looks like a card number")


def test_a_mention_with_a_preview(gallery: Chat) -> None:
    _ask(gallery, "How does that work?")
    expect(gallery.answers.last).to_contain_text("chatkit_assets")
    gallery.questions.get_by_role("button", name="@Plugging it into your site › Embed the chat in a template").hover()
    expect(gallery.page.get_by_role("tooltip")).to_contain_text("Embed the chat in a template")


def test_a_mention_by_hand(gallery: Chat) -> None:
    gallery.page.get_by_role("button", name="Ask", exact=True).click()
    gallery.composer.click()
    gallery.page.keyboard.type("@Embed the chat")
    gallery.page.get_by_role("option").first.click()
    gallery.page.keyboard.type(" how does that work?")
    gallery.page.keyboard.press("Enter")
    expect(gallery.answers.last).to_contain_text("chatkit_assets")


def test_a_quotation(gallery: Chat) -> None:
    _ask(gallery, "What does that mean?")
    expect(gallery.questions.last).to_contain_text("The waiting run is a row of the site's database")
    expect(gallery.answers.last).to_contain_text("Let the person approve")


def test_asking_about_what_is_selected(gallery: Chat) -> None:
    gallery.page.locator(".gallery > p").last.scroll_into_view_if_needed()
    gallery.page.evaluate("getSelection().selectAllChildren(document.querySelector('.gallery > p:last-of-type'))")
    gallery.page.get_by_role("button", name="Ask about this").click()
    gallery.send("And what is that?")
    expect(gallery.questions.last).to_contain_text("Exhibits are made of tools, widgets and a little patience")


def test_a_choice_of_models(gallery: Chat) -> None:
    _ask(gallery, "What is a searchable?")
    gallery.wait()
    expect(gallery.page.get_by_role("list", name="Sources").get_by_role("link")).to_have_count(1)
    gallery.page.get_by_role("button", name="Model: Quotations").click()
    gallery.page.get_by_role("menuitemradio", name="One quotation").click()
    expect(gallery.page.get_by_role("button", name="Model: One quotation")).to_be_visible()


def test_thoughts(gallery: Chat) -> None:
    _ask(gallery, "Which tools does the model have?")
    gallery.wait()
    gallery.page.get_by_role("button", name=re.compile("Thought for")).click()
    expect(gallery.page.get_by_text("Words to look for: Which tools does the model have?")).to_be_visible()


def test_a_choice_of_tools(gallery: Chat) -> None:
    _ask(gallery, "Something nice for the wall")
    expect(gallery.page.locator("chatkit-builtin img").last).to_have_js_property("naturalWidth", 320)


def test_your_opinion(gallery: Chat) -> None:
    _ask(gallery, "Is nginx buffering a problem?")
    gallery.wait()
    for opinion in ("Good answer", "Bad answer"):
        with gallery.page.expect_response("**/chat/wire/") as told:
            gallery.button(opinion).click()
        assert told.value.ok
    expect(gallery.page.get_by_text("Thank you for your feedback.").last).to_be_attached()


def test_every_exhibit_is_tried_here(gallery: Chat) -> None:
    tried = Path(__file__).read_text()
    asked = gallery.page.locator("[data-ask]").all_inner_texts()
    assert len(asked) > 20
    assert [words for words in asked if f'"{words}"' not in tried] == []
