"""The composer: tools, models, quotes, attached files, and what the page puts into it."""

from __future__ import annotations

from typing import Any

from chatkit.types import FileAttachment
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, said
from tests.people import Person

OPTIONS = """{ composer: {
    placeholder: 'Ask away',
    tools: [
        { id: 'web', label: 'Search the web', shortLabel: 'Search', icon: 'globe', placeholderOverride: 'Search for' },
        { id: 'draw', label: 'Draw', icon: 'images', persistent: true },
        { id: 'deep', label: 'Deep research', icon: 'lab', pinned: true },
    ],
    models: [
        { id: 'fast', label: 'Fast' },
        { id: 'deep', label: 'Thorough', description: 'Thinks first', default: true },
        { id: 'next', label: 'Next', disabled: true },
    ],
} }"""
HOST = "document.querySelector('chatkit-host')"


def _open(page: Page, person: Person, options: str = OPTIONS) -> tuple[Wire, Chat]:
    wire = Wire(page)
    wire.open(person.site.url, options, empty=True)
    return wire, Chat(page)


def _input(wire: Wire) -> dict[str, Any]:
    sent: dict[str, Any] = (wire.sent("threads.create") + wire.sent("threads.add_user_message"))[-1]["input"]
    return sent


def test_a_tool_is_chosen_by_keyboard_for_one_message(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here)
    wire.listen("chatkit.tool.change")
    expect(chat.composer).to_have_attribute("placeholder", "Ask away")
    chat.button("Tools").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio")).to_have_text(["Search the web", "Draw"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(chat.button("Tools")).to_be_focused()
    expect(chat.button("Search")).to_have_attribute("aria-pressed", "true")
    expect(chat.composer).to_have_attribute("placeholder", "Search for")
    chat.send("News")
    chat.wait()
    assert _input(wire)["inference_options"] == {"tool_choice": {"id": "web"}, "model": "deep"}
    expect(chat.button("Search")).to_have_count(0)
    assert wire.heard == [["chatkit.tool.change", {"toolId": "web"}], ["chatkit.tool.change", {"toolId": None}]]


def test_a_persistent_tool_stays_and_a_pinned_one_is_at_hand(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here)
    chat.button("Tools").click()
    page.get_by_role("menuitemradio", name="Draw").click()
    chat.send("A cat")
    chat.wait()
    expect(chat.button("Draw")).to_have_attribute("aria-pressed", "true")
    chat.button("Deep research").click()
    expect(chat.button("Draw")).to_have_count(0)
    chat.send("Cats")
    chat.wait()
    assert _input(wire)["inference_options"]["tool_choice"] == {"id": "deep"}


def test_a_menu_stays_open_whatever_else_the_page_does_meanwhile(page: Page, alice_here: Person) -> None:
    _wire, chat = _open(page, alice_here)
    chat.button("Model: Thorough").click()
    page.evaluate(f"{HOST}.setComposerValue({{ text: 'Hello' }})")
    page.evaluate(f"{HOST}.setOptions({OPTIONS})")
    expect(chat.composer).to_have_value("Hello")
    expect(page.get_by_role("menuitemradio", name="Thorough")).to_be_focused()


def test_a_model_is_chosen_unless_it_is_disabled(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here)
    chat.button("Model: Thorough").click()
    page.get_by_role("menuitemradio", name="Next").click(force=True)
    expect(page.get_by_role("menu")).to_be_visible()
    page.get_by_role("menuitemradio", name="Fast").click()
    expect(chat.button("Model: Fast")).to_be_focused()
    chat.send("Hello")
    chat.wait()
    assert _input(wire)["inference_options"] == {"model": "fast"}


def test_the_page_fills_the_composer_and_sends_nothing(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here)
    page.evaluate(
        HOST
        + """.setComposerValue({
            content: [{ type: 'input_text', text: 'About ' }, { type: 'input_tag', id: 'a', text: 'Acme' }],
            reply: 'A passage of the page.',
            attachments: [{ type: 'file', id: 'atc_1', name: 'contract.pdf', mime_type: 'application/pdf' }],
            selectedToolId: 'web',
            selectedModelId: 'fast',
        })"""
    )
    expect(chat.composer).to_have_value("About @Acme")
    expect(page.get_by_label("About this passage")).to_have_text("A passage of the page.")
    expect(page.get_by_role("listitem").filter(has_text="contract.pdf")).to_be_visible()
    assert wire.sent("threads.create") == []
    chat.composer.press("Enter")
    chat.wait()
    assert _input(wire) == {
        "content": [
            {"type": "input_text", "text": "About "},
            {"type": "input_tag", "id": "a", "text": "Acme", "data": {}},
        ],
        "quoted_text": "A passage of the page.",
        "attachments": ["atc_1"],
        "inference_options": {"tool_choice": {"id": "web"}, "model": "fast"},
    }
    expect(chat.composer).to_have_value("")
    expect(page.get_by_label("About this passage")).to_have_count(0)


def test_a_quote_and_a_file_can_be_taken_away(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here)
    page.evaluate(
        HOST
        + ".setComposerValue({ text: 'Hi', reply: 'Quote', attachments: [{ id: 'a', name: 'a.txt', type: 'file' }] })"
    )
    chat.button("Remove the quote").click()
    chat.button("Remove a.txt").click()
    expect(chat.composer).to_be_focused()
    page.keyboard.press("Enter")
    chat.wait()
    assert (_input(wire)["quoted_text"], _input(wire)["attachments"]) == ("", [])


def test_the_page_asks_in_the_persons_name(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), said("Well."))
    wire.open(alice_here.site.url, OPTIONS)
    page.evaluate(
        HOST
        + ".sendUserMessage({ text: 'New', reply: 'Q', newThread: true, toolChoice: { id: 'draw' }, model: 'fast' })"
    )
    assert wire.sent("threads.create")[0]["input"] == {
        "content": [{"type": "input_text", "text": "New"}],
        "quoted_text": "Q",
        "attachments": [],
        "inference_options": {"tool_choice": {"id": "draw"}, "model": "fast"},
    }


def test_a_question_shows_its_quote_and_its_files(page: Page, alice_here: Person) -> None:
    files = [FileAttachment(id="a", name="contract.pdf", mime_type="application/pdf")]
    Wire(page, asked("See", quoted_text="A passage.", attachments=files), said("Well.")).open(alice_here.site.url)
    question = Chat(page).questions
    expect(question.locator("blockquote")).to_have_text("A passage.")
    expect(question.get_by_role("listitem")).to_have_text("contract.pdf")


def test_a_refused_message_comes_back_whole(page: Page, alice_here: Person) -> None:
    _, chat = _open(page, alice_here)
    page.route(
        "**/chat/wire/",
        lambda route: (
            route.fulfill(status=429, json={"code": "x", "message": "Wait a little."})
            if "threads.create" in (route.request.post_data or "")
            else route.fallback()
        ),
    )
    page.evaluate(
        HOST + ".setComposerValue({ content: [{ type: 'input_tag', id: 'a', text: 'Acme' }], reply: 'Quote' })"
    )
    chat.composer.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Wait a little.")
    expect(chat.composer).to_have_value("@Acme")
    expect(page.get_by_label("About this passage")).to_have_text("Quote")


def test_a_prompt_may_have_an_icon_and_parts(page: Page, alice_here: Person) -> None:
    prompts = "[{ label: 'Acme?', icon: 'suitcase', prompt: [{ type: 'input_tag', id: 'a', text: 'Acme' }] }]"
    wire, chat = _open(page, alice_here, f"{{ startScreen: {{ prompts: {prompts} }} }}")
    expect(chat.button("Acme?").locator("svg")).to_have_count(1)
    chat.button("Acme?").click()
    chat.wait()
    assert _input(wire)["content"] == [{"type": "input_tag", "id": "a", "text": "Acme", "data": {}}]


def test_options_that_come_while_an_answer_begins_do_not_disturb_it(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here)
    wire.hold()
    chat.send("Hello")
    wire.options("{ startScreen: { greeting: 'Late greeting' } }")
    expect(chat.answers).to_contain_text("Done.")
    expect(page.get_by_text("Late greeting")).to_have_count(0)
    wire.release()
    chat.wait()
