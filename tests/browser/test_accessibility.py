"""axe finds nothing to complain about (WCAG 2.2 AA and best practice), on any page, in the light and in the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import complaints, complaints_in_light_and_dark
from tests.browser.states import STATES, reach
from tests.people import Person


@pytest.mark.parametrize("state", STATES)
def test_there_is_nothing_to_complain_about(state: str, page: Page, visitor: Person) -> None:
    reach(state, page, visitor.site.url)
    assert complaints_in_light_and_dark(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/docs/words/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_nor_is_there_for_somebody_who_is_not_signed_in(path: str, page: Page, nobody: Person) -> None:
    page.goto(nobody.site.url + path)
    if path.startswith("/docs"):
        page.get_by_role("button", name="Ask", exact=True).click()
    assert complaints(page) == []
