"""The site's own pages, on a phone as on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site


@pytest.mark.parametrize("path", ["/", "/docs/settings/", "/accounts/login/", "/accounts/signup/"])
def test_a_phone_shows_what_a_page_is_about_on_its_first_screen(path: str, demo: Site, page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(f"{demo.url}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_every_field_of_signing_up_has_its_name_and_its_help(demo: Site, page: Page) -> None:
    page.goto(f"{demo.url}/accounts/signup/")
    for name in ("Email", "Username", "Password"):
        expect(page.get_by_label(name, exact=True)).to_be_visible()
    help_text = page.get_by_label("Password", exact=True).get_attribute("aria-describedby")
    expect(page.locator(f"#{help_text}")).to_contain_text("at least 8 characters")
    page.get_by_label("Username", exact=True).fill("x")
    page.get_by_label("Email", exact=True).fill("x@example.org")
    page.get_by_label("Password", exact=True).fill("12345678")
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator(".errorlist")).to_contain_text("too common")
