"""Things of the site are mentioned with an @, commands are given with a /."""

from __future__ import annotations

import pytest
from chatkit.types import UserMessageTagContent, UserMessageTextContent
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, done, said
from tests.people import Person

ENTITIES = """{ entities: {
    showComposerMenu: true,
    onTagSearch: async (query) => {
        (window.searched ??= []).push(query)
        return [
            { id: 'acme', title: 'Acme Corp', group: 'Accounts', interactive: true, data: { n: '1' } },
            { id: 'ada', title: 'Ada', group: 'People' },
        ].filter(({ title }) => title.toLowerCase().startsWith(query.toLowerCase()))
    },
    onClick: (entity) => (window.clicked = entity),
} }"""
COMMANDS = """{
    composer: { tools: [{ id: 'web', label: 'Search the web', icon: 'globe' }] },
    commands: {
        enabled: true,
        onSearch: async (query) => [{ id: 'page', label: 'Attach a page' }, { id: 'clear', label: 'Clear' }]
            .filter(({ label }) => label.toLowerCase().includes(query)),
        onSelect: async ({ id }) => {
            (window.selected ??= []).push(id)
            if (id === 'page') return { type: 'menu', commands: [{ id: 'home', label: 'Home' }] }
            if (id === 'home') return { type: 'entity', entity: { id: 'p1', title: 'Home' } }
        },
    },
}"""


def _open(page: Page, person: Person, options: str) -> tuple[Wire, Chat]:
    wire = Wire(page)
    wire.open(person.site.url, options, empty=True)
    return wire, Chat(page)


def _sent(wire: Wire) -> object:
    return wire.sent("threads.create")[0]["input"]["content"]


def test_a_mention_is_chosen_by_keyboard_and_sent_as_a_tag(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here, ENTITIES)
    chat.composer.type("Ask @a")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Acme Corp", "Ada"])
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert chat.composer.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    expect(page.get_by_role("status").filter(has_text="Suggestions: 2")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(chat.composer).to_have_value("Ask @Acme Corp ")
    chat.composer.type("and @ad")
    expect(options).to_have_text(["Ada"])
    page.keyboard.press("Tab")
    chat.composer.type("now")
    expect(chat.composer).to_have_value("Ask @Acme Corp and @Ada now")
    page.keyboard.press("Enter")
    chat.wait()
    assert _sent(wire) == [
        {"type": "input_text", "text": "Ask "},
        {
            "type": "input_tag",
            "id": "acme",
            "text": "Acme Corp",
            "data": {"n": "1"},
            "group": "Accounts",
            "interactive": True,
        },
        {"type": "input_text", "text": " and "},
        {"type": "input_tag", "id": "ada", "text": "Ada", "data": {}, "group": "People", "interactive": False},
        {"type": "input_text", "text": " now"},
    ]


def test_the_page_is_not_asked_at_every_key(page: Page, alice_here: Person) -> None:
    _, chat = _open(page, alice_here, ENTITIES)
    # Faster than a busy machine can be made to type.
    chat.composer.focus()
    chat.composer.evaluate("field => [...'@acme'].forEach((key) => document.execCommand('insertText', false, key))")
    expect(page.get_by_role("option")).to_have_count(1)
    assert page.evaluate("window.searched") == ["acme"]


def test_escape_closes_the_list_and_nothing_else(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here, ENTITIES)
    chat.button("Mention something").click()
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(chat.composer).to_have_value("@")
    page.keyboard.press("Enter")
    chat.wait()
    assert _sent(wire) == [{"type": "input_text", "text": "@"}]


def test_a_tag_in_a_question_opens(page: Page, alice_here: Person) -> None:
    content = [
        UserMessageTextContent(text="About "),
        UserMessageTagContent(id="acme", text="Acme Corp", data={"n": "1"}, interactive=True),
    ]
    wire = Wire(page, asked(), said("Well."))
    wire.open(alice_here.site.url, ENTITIES)
    wire.answer(done(asked(item_id="msg_2", content=content)))
    Chat(page).send("x")
    expect(Chat(page).questions.last).to_contain_text("About @Acme Corp")
    Chat(page).questions.get_by_role("button", name="@Acme Corp").click()
    assert page.evaluate("window.clicked") == {
        "id": "acme",
        "title": "Acme Corp",
        "interactive": True,
        "data": {"n": "1"},
    }


@pytest.mark.parametrize(
    ("typed", "keys", "value"),
    [
        ("/clear", ["Enter"], ""),
        ("Read /page", ["Enter", "Enter"], "Read @Home "),
    ],
    ids=["does", "leads-to-an-entity"],
)
def test_a_command_is_given_by_keyboard(
    typed: str, keys: list[str], value: str, page: Page, alice_here: Person
) -> None:
    _, chat = _open(page, alice_here, COMMANDS)
    chat.composer.type(typed)
    for key in keys:
        expect(page.get_by_role("option")).to_have_count(1)
        page.keyboard.press(key)
    expect(chat.composer).to_have_value(value)


def test_a_tool_is_a_command_too(page: Page, alice_here: Person) -> None:
    wire, chat = _open(page, alice_here, COMMANDS)
    chat.composer.type("/web")
    expect(page.get_by_role("option")).to_have_text(["Search the web"])
    page.keyboard.press("Enter")
    chat.send("News")
    chat.wait()
    assert wire.sent("threads.create")[0]["input"]["inference_options"] == {"tool_choice": {"id": "web"}}
