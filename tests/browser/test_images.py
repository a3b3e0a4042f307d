"""Images: made by the assistant, shown by it, and fetched only from where the thread allows."""

from __future__ import annotations

from chatkit.types import (
    GeneratedImage,
    GeneratedImageItem,
    GeneratedImageUpdated,
    ThreadItemAddedEvent,
    ThreadItemUpdatedEvent,
)
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, base, done, said
from tests.people import Person

ICON = "/static/icon.svg"
NAMES = ["own", "friend", "sub", "foe", "plain"]
ALLOWED = ["https://cdn.example.org", "https://a.wild.example"]


def test_an_image_is_seen_while_it_is_made(page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.hold()
    update = GeneratedImageUpdated(image=GeneratedImage(id="i", url=ICON), progress=0.5)
    wire.answer(
        done(asked()),
        ThreadItemAddedEvent(item=GeneratedImageItem(**base("g"))),
        ThreadItemUpdatedEvent.model_construct(type="thread.item.updated", item_id="g", update=update),
    )
    Chat(page).send("Draw")
    figure = page.locator(".generated")
    expect(figure).to_contain_text("Making an image … 50%")
    expect(figure.get_by_role("progressbar", name="Making an image …")).to_have_js_property("value", 0.5)
    wire.release()
    expect(figure.get_by_role("progressbar")).to_be_hidden()
    expect(figure.get_by_role("img", name="Generated image")).to_be_visible()


def test_an_image_that_never_came_says_so(page: Page, alice_here: Person) -> None:
    Wire(page, asked(), GeneratedImageItem(**base("g"))).open(alice_here.site.url)
    expect(page.locator(".generated")).to_have_text("The image could not be made.")


def test_markdown_shows_images_of_the_site_and_of_domains_that_the_thread_allows(
    page: Page, alice_here: Person, errors: list[str]
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    sources = [
        ICON,
        *(f"{site}/a.png" for site in ALLOWED),
        "https://evil.example/c.png",
        "http://cdn.example.org/d.png",
    ]
    text = " ".join(f"![{name}]({src})" for name, src in zip(NAMES, sources, strict=True))
    wire = Wire(page, asked(), said(text), allowed_image_domains=["cdn.example.org", "*.wild.example"])
    wire.open(alice_here.site.url)
    body = Chat(page).answers.locator(".said-body")
    expect(body.locator("img")).to_have_count(3)
    expect(body.get_by_role("link", name="foe")).to_have_attribute("href", "https://evil.example/c.png")
    expect(body.get_by_role("link", name="plain")).to_be_visible()
    assert [url for url in fetched if "evil" in url or url.startswith("http://cdn")] == []
    page.wait_for_timeout(500)
    assert all("img-src" in error for error in errors)  # this site's own policy has none of those domains
    errors.clear()
