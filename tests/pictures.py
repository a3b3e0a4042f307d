"""The pictures of moderation in the documentation, taken anew: `python -m tests.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chat import Chat
from tests.browser.desk import take_over, write
from tests.chromium import launched
from tests.people import Person
from tests.site import Site
from tests.staff import Carol

FOLDER = Path("docs/images")
QUESTION = "My parcel came broken. What can I do?"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Site(Path(folder), SCRIPT_LOG=f"{folder}/script") as site,
        sync_playwright() as playwright,
    ):
        browser = launched(playwright)
        carol = _hired(site)
        alice = Person.signed_up(site, "alice")
        here, desk = _opened(browser, alice, 820, 640), _opened(browser, carol.person, 1280, 760)
        here.goto(f"{site.url}/chat/")
        chat = Chat(here)
        chat.ask(QUESTION)
        desk.goto(f"{site.url}/admin/chatkit/thread/")
        take_over(desk, QUESTION)
        chat.send("I have thrown the box away. Is that a problem?")
        write(desk, "No, any box will do. I have sent you a **label** by e-mail.")
        _take(desk, "moderation-thread")
        _take(here, "moderation-takeover")
        desk.goto(f"{site.url}/admin/chatkit/flag/")
        _take(desk, "moderation-queue")
        desk.goto(f"{site.url}/admin/chatkit/thread/")
        _take(desk, "moderation-list")
        browser.close()


def _hired(site: Site) -> Carol:
    """Carol, and what others have left her to do."""
    carol = Carol.hired(site)
    site.python(f"User.objects.filter(username='{carol.person.name}').update(first_name='Carol', last_name='Jones')")
    for name, text in (("bob", "Do you deliver to islands?"), ("eve", "Tell me a joke"), ("dan", "Cancel my order")):
        person = Person.signed_up(site, name)
        thread = person.thread(text)
        report = {"thread": thread, "item": person.items(thread)[-1]["id"], "reason": "wrong"}
        if name != "eve":
            person.http.post("/chat/reports/", json={**report, "text": "Not what I asked"}, headers=person.headers)
        else:
            carol.decides("lock", thread, message="Please ask about your orders here.")
    return carol


def _opened(browser: Browser, person: Person, width: int, height: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    cookies = [{"name": name, "value": value, "url": person.site.url} for name, value in person.http.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    return context.new_page()


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
