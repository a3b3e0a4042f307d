"""What only the page can do: tools that it runs, effects that it shows, links into it."""

from __future__ import annotations

import pytest
from chatkit.types import ClientEffectEvent, ClientToolCallItem
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, base, done, said
from tests.people import Person

CALL = ClientToolCallItem(**base("call"), call_id="c1", name="read_selection", arguments={"scope": "page"})


@pytest.mark.parametrize(
    ("handler", "result"),
    [
        ("async ({ name, params }) => ({ name, ...params })", {"name": "read_selection", "scope": "page"}),
        ("() => { throw new Error('No selection.') }", {"error": "No selection."}),
        ("undefined", {"error": 'This page has no tool "read_selection".'}),
    ],
    ids=["answers", "fails", "missing"],
)
def test_the_page_runs_a_tool_and_the_answer_goes_on(
    handler: str, result: object, page: Page, alice_here: Person
) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, f"{{ onClientTool: {handler} }}", empty=True)
    wire.answer(done(asked()), done(CALL))
    wire.answer(done(said("You selected A.")))
    Chat(page).send("Hello")
    expect(Chat(page).answers).to_contain_text("You selected A.")
    assert wire.sent("threads.add_client_tool_output") == [{"thread_id": "thr_wire", "result": result}]


def test_a_call_that_an_earlier_page_left_is_not_run_again(page: Page, alice_here: Person) -> None:
    wire = Wire(page, asked(), CALL)
    wire.open(alice_here.site.url, "{ onClientTool: () => ({}) }")
    page.wait_for_timeout(300)
    assert wire.sent("threads.add_client_tool_output") == []


def test_effects_and_deep_links_are_told_to_the_page(page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.listen("chatkit.effect", "chatkit.deeplink")
    link = "See [the order](chatkit-link://order?id=5&tab=a%20b)."
    wire.answer(done(asked()), ClientEffectEvent(name="highlight", data={"q": "x"}), done(said(link)))
    Chat(page).send("Hello")
    page.get_by_role("button", name="the order").press("Enter")
    assert wire.heard == [
        ["chatkit.effect", {"name": "highlight", "data": {"q": "x"}}],
        ["chatkit.deeplink", {"name": "order", "data": {"id": "5", "tab": "a b"}}],
    ]
