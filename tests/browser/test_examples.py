"""The pages' examples in JavaScript do on a page what the documentation says of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from chatkit.types import ClientEffectEvent, ClientToolCallItem
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, base, done, said
from tests.people import Person

CALL = ClientToolCallItem(**base("call"), call_id="c1", name="read_cart", arguments={})
CART = "const cart = { items: ['teapot'], shake: (hard) => (window.shaken = hard) }"


def _carried_out(page: Page, name: str) -> None:
    example = re.search(r"```js\n(.*?)```", (Path("docs") / name).read_text(), re.DOTALL)
    assert example
    page.evaluate(f"async () => {{ {CART}\n{example[1]} }}")


def test_the_page_answers_a_tool_and_shows_an_effect(page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    _carried_out(page, "tools.md")
    wire.answer(done(asked()), done(CALL))
    wire.answer(ClientEffectEvent(name="shake_cart", data={"hard": True}), done(said("A teapot.")))
    Chat(page).send("What is in my cart?")
    expect(Chat(page).answers).to_contain_text("A teapot.")
    [sent] = wire.sent("threads.add_client_tool_output")
    assert sent["result"] == {"items": ["teapot"]}
    assert page.evaluate("window.shaken") is True


def test_the_page_asks_by_itself_and_hears_the_end(page: Page, alice_here: Person) -> None:
    page.goto(f"{alice_here.site.url}/chat/")
    heard: list[str] = []
    page.on("console", lambda line: heard.append(line.text))
    _carried_out(page, "ui.md")
    expect(Chat(page).answers).to_contain_text("You said: What is in my cart?")
    Chat(page).wait()
    assert "It has answered." in heard


def test_a_sites_own_test_sees_the_element(page: Page, visitor: Person) -> None:
    example = re.search(r"```python\n(from playwright.*?)```", Path("docs/testing.md").read_text(), re.DOTALL)
    assert example
    known: dict[str, Any] = {}
    exec(example[1], known)  # noqa: S102 - our page's
    known["test_the_component_is_there"](page, visitor.site)
