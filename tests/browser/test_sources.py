"""Where an answer has something from: marked in the text, listed below it."""

from __future__ import annotations

from chatkit.types import Annotation, EntitySource, FileSource, URLSource
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, said
from tests.people import Person

TEXT = "Revenue rose. Churn fell."
SOURCES = [
    Annotation(index=13, source=URLSource(title="Report", url="https://example.org/q3", attribution="Investor page")),
    Annotation(index=25, source=FileSource(title="Workbook", filename="churn.xlsx")),
    Annotation(
        index=25,
        source=EntitySource(
            id="acme", title="Acme Corp", inline_label="Acme", icon="suitcase", interactive=True, data={"n": 1}
        ),
    ),
]
OPTIONS = """{ entities: {
    onClick: (entity) => (window.clicked = entity),
    onRequestPreview: async ({ title }) => {
        return { preview: { type: 'Basic', children: [{ type: 'Text', value: `About ${title}` }] } }
    },
} }"""


def test_three_kinds_of_sources_are_marked_and_listed(page: Page, alice_here: Person) -> None:
    Wire(page, asked(), said(TEXT, annotations=SOURCES)).open(alice_here.site.url)
    answer = Chat(page).answers
    expect(answer.locator("p")).to_have_text("Revenue rose.1 Churn fell.2Acme")
    rows = answer.locator(".sources li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_have_text("ReportInvestor page")
    expect(rows.nth(0).get_by_role("link")).to_have_attribute("href", "https://example.org/q3")
    expect(rows.nth(1).locator("svg")).to_have_count(1)
    expect(rows.nth(1).get_by_role("link")).to_have_count(0)


def test_an_interactive_entity_is_told_to_the_page_and_shows_a_preview(page: Page, alice_here: Person) -> None:
    Wire(page, asked(), said(TEXT, annotations=SOURCES)).open(alice_here.site.url, OPTIONS)
    mark = Chat(page).answers.get_by_role("button", name="Source 3: Acme Corp")
    mark.focus()
    expect(page.get_by_role("tooltip")).to_have_text("About Acme Corp")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    mark.click()
    assert page.evaluate("window.clicked.id") == "acme"
    assert page.evaluate("window.clicked.data") == {"n": 1}
