"""A real Chromium. Playwright's loop runs while its module's tests do, so that the other modules may have their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.browser.chat import Chat
from tests.chromium import launched
from tests.people import PASSWORD, Person
from tests.site import Site
from tests.staff import Carol

CDN = "**/cdn.platform.openai.com/**"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, errors: list[str]) -> Iterator[BrowserContext]:
    """A fresh browser that cannot reach OpenAI."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.route(CDN, _blocked)
    context.on("page", lambda tab: watched(tab, errors))
    context.set_default_timeout(10_000)
    yield context
    context.close()


def _blocked(route: Route) -> None:
    route.abort()


@pytest.fixture
def errors() -> list[str]:
    """The script errors in its tabs, and what their policy refused. They fail the test, unless it takes them away."""
    return []


@pytest.fixture
def page(context: BrowserContext, errors: list[str]) -> Iterator[Page]:
    yield context.new_page()
    assert errors == []


def watched(page: Page, errors: list[str]) -> Page:
    """A tab whose errors are kept."""
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Security Policy" in said.text else None)
    return page


@pytest.fixture
def visitor(demo: Site, page: Page) -> Person:
    """Somebody signed in on the demo site, in this tab."""
    return signed_in(page, Person.signed_up(demo, "visitor"))


@pytest.fixture
def alice_here(alice: Person, page: Page) -> Person:
    """alice, signed in on the scripted site, in this tab."""
    return signed_in(page, alice)


@pytest.fixture
def here(page: Page, alice_here: Person) -> Chat:
    """Alice's chat, with one answer."""
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask("My number is 0170")
    return chat


@pytest.fixture
def desk(chromium: Browser, alice_here: Person, errors: list[str]) -> Iterator[Page]:
    """Carol's browser, at the list of threads."""
    carol = Carol.hired(alice_here.site)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    desk = watched(context.new_page(), errors)
    signed_in(desk, carol.person)
    desk.goto(f"{carol.person.site.url}/admin/chatkit/thread/?q={alice_here.name}")
    yield desk
    context.close()


def signed_in(page: Page, person: Person) -> Person:
    cookies = [{"name": name, "value": value, "url": person.site.url} for name, value in person.http.cookies.items()]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    return person


def sign_in_by_form(page: Page, person: Person) -> None:
    page.get_by_label("Username or email").fill(person.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
