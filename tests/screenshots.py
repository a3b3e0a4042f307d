"""A picture of every state, light and dark, on a desk and on a phone: `make screenshots`, into `screenshots/`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.states import STATES, reach
from tests.chromium import launched
from tests.people import Person
from tests.site import Site

FOLDER = Path("screenshots")
SIZES = {"desk": (1280, 860), "phone": (375, 740)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with (
        tempfile.TemporaryDirectory() as folder,
        Site(Path(folder), TEST_REAL_MODEL="1") as site,
        sync_playwright() as playwright,
    ):
        browser = launched(playwright)
        for scheme in SCHEMES:
            for size in SIZES:
                _take_all(browser, site, scheme, size)
        browser.close()


def _take_all(browser: Browser, site: Site, scheme: Literal["light", "dark"], size: str) -> None:
    width, height = SIZES[size]
    for state in STATES:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        visitor = Person.signed_up(site, "visitor")
        cookies = [{"name": name, "value": value, "url": site.url} for name, value in visitor.http.cookies.items()]
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        reach(state, page, site.url)
        _take(page, f"{state.replace(' ', '-')}-{scheme}-{size}")
        context.close()
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(f"{site.url}/docs/words/")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("link", name="Sign in").last).to_be_visible()
    _take(page, f"signed-out-{scheme}-{size}")
    page.goto(f"{site.url}/accounts/login/")
    _take(page, f"sign-in-{scheme}-{size}")
    page.close()


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
