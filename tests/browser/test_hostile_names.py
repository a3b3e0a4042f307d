"""Names that somebody else chose, of threads, files, sources and mentions, are text wherever they are shown."""

from __future__ import annotations

import pytest
from chatkit.types import Annotation, EntitySource, FileAttachment, FileSource, URLSource, UserMessageTagContent
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import NOW, THREAD, Wire, asked, said
from tests.people import Person

NAMES = [
    "<img src=x onerror=window.pwned=1>",
    "\u202egnp.exe<script>window.pwned=2</script>",
    "](javascript:window.pwned=3) **bold** `code`",
    '" onmouseover="window.pwned=4" x="',
    "x" * 3000,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_it_is_and_does_nothing(name: str, page: Page, alice_here: Person) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    sources = [
        Annotation(index=3, source=FileSource(title=name, filename=name)),
        Annotation(index=3, source=URLSource(title=name, url="javascript:window.pwned=5")),
        Annotation(index=3, source=EntitySource(id="e", title=name, interactive=True, data={"url": "javascript:1"})),
    ]
    files = [FileAttachment(id="atc_1", name=name, mime_type="text/html")]
    tag = UserMessageTagContent(id="t", text=name, data={}, interactive=True)
    question = asked("Hello", attachments=files, quoted_text=name)
    question.content.append(tag)
    wire = Wire(page, question, said("Hi.", annotations=sources), title=name)
    wire.reply(
        "threads.list", {"data": [{"id": THREAD, "title": name, "created_at": NOW.isoformat()}], "has_more": False}
    )
    wire.open(alice_here.site.url)
    chat = Chat(page)
    expect(chat.answers).to_contain_text("Hi.")
    chat.history()
    expect(chat.rows).to_have_count(1)
    for place in page.locator("article, .threads li, header").all():
        place.hover(force=True)
    assert page.evaluate("window.pwned") is None
    assert [url for url in fetched if not url.startswith(alice_here.site.url)] == []
    assert page.locator("chatkit-builtin script, chatkit-builtin img[src=x]").count() == 0
    width = page.evaluate("document.querySelector('chatkit-host').scrollWidth - document.documentElement.clientWidth")
    assert width <= 0
