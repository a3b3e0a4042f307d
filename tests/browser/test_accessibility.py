"""axe finds nothing to complain about (WCAG 2.2 AA and best practice), on any page, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.people import Person

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _complaints(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "(tags) => axe.run(document, { runOnly: tags }).then((result) => result.violations)", TAGS
    )
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def _answered(page: Page) -> None:
    Chat(page).ask("How do I embed the chat in a template?")


def _docked(page: Page) -> None:
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(Chat(page).composer).to_be_visible()


def _listed(page: Page) -> None:
    _answered(page)
    Chat(page).history()
    expect(Chat(page).rows.first).to_be_visible()


def _exhibit(words: str) -> Callable[[Page], None]:
    def shown(page: Page) -> None:
        page.get_by_role("button", name=words, exact=True).click()
        expect(Chat(page).questions.last).to_contain_text(words)
        page.wait_for_timeout(1500)

    return shown


STATES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "home": ("/", None),
    "an article": ("/docs/settings/", None),
    "the docked chat": ("/docs/words/", _docked),
    "an empty thread": ("/chat/", None),
    "an answer": ("/chat/", _answered),
    "the list of threads": ("/chat/", _listed),
    "a card": ("/gallery/", _exhibit("Show me a card")),
    "a list": ("/gallery/", _exhibit("Show me a list")),
    "a form": ("/gallery/", _exhibit("Show me a form")),
    "questions": ("/gallery/", _exhibit("Ask me questions")),
    "an approval": ("/gallery/", _exhibit("Add a note: water the plants")),
    "steps": ("/gallery/", _exhibit("Please work in steps")),
    "a picture": ("/gallery/", _exhibit("Draw a picture")),
    "a notice": ("/gallery/", _exhibit("Show a notice")),
    "change password": ("/accounts/password/change/", None),
    "sign out": ("/accounts/logout/", None),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_there_is_nothing_to_complain_about(
    state: str, scheme: Literal["light", "dark"], page: Page, visitor: Person
) -> None:
    path, reach = STATES[state]
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(visitor.site.url + path)
    if reach:
        reach(page)
    elif path == "/chat/":
        expect(Chat(page).composer).to_be_visible()
    assert _complaints(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/docs/words/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_nor_is_there_for_somebody_who_is_not_signed_in(path: str, page: Page, nobody: Person) -> None:
    page.goto(nobody.site.url + path)
    if path.startswith("/docs"):
        page.get_by_role("button", name="Ask", exact=True).click()
    assert _complaints(page) == []
