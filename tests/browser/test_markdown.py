"""Markdown is shown, and nothing in it is executed or fetched from elsewhere."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.people import Person

HOSTILE = r"""
<img src=x onerror="window.pwned=1"> <script>window.pwned=2</script> <svg onload="window.pwned=3">
[click](javascript:window.pwned=4) [click](JaVaScRiPt:window.pwned=5) [click](java
script:window.pwned=6) [click](data:text/html,<script>window.pwned=7</script>) [click](vbscript:x)
[click](&#106;avascript:window.pwned=8) [click](\x01javascript:window.pwned=9) <javascript:window.pwned=10>
![track](https://evil.example/pixel.png) ![x](javascript:window.pwned=11) ![r][ref] <https://evil.example/auto>
[ref]: https://evil.example/reference.png "t"
<a href="javascript:window.pwned=12">a</a> <iframe src="https://evil.example/"></iframe> <style>*{display:none}</style>
`<b onmouseover=alert(1)>` &lt;script&gt;window.pwned=13&lt;/script&gt; <!-- <script> -->
[a](<javascript:window.pwned=14>)
| <img src=x onerror=window.pwned=15> | [x](javascript:window.pwned=16) |
| --- | --- |
| <details open ontoggle=window.pwned=17> | ![y](//evil.example/y.png) |

```html"><img src=x onerror=window.pwned=18>
</code></pre><script>window.pwned=19</script>
```
"""


def _show(page: Page, person: Person, text: str) -> Chat:
    page.goto(f"{person.site.url}/chat/")
    chat = Chat(page)
    chat.ask("script:" + json.dumps({"text": text}))
    return chat


def test_nothing_hostile_is_executed_or_fetched(page: Page, alice_here: Person) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = _show(page, alice_here, HOSTILE)
    for link in chat.answers.locator("a").all():
        href = link.get_attribute("href") or ""
        assert href.split(":")[0] in {"http", "https", "mailto"}, href
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert [url for url in asked if not url.startswith(alice_here.site.url)] == []
    body = chat.answers.locator(".said-body")
    assert body.locator("img, script, iframe, style, svg:not(.icon svg)").count() == 0
    expect(body).to_contain_text('<img src=x onerror="window.pwned=1">')


@pytest.mark.parametrize(
    ("text", "selector", "shown"),
    [
        ("# One", "[role=heading][aria-level='3']", "One"),
        ("**b** *i* ~~d~~ `c`", "p:has(strong):has(em):has(del):has(code)", "b i d c"),
        ("1. a\n2. b\n   - c", "ol li ul li", "c"),
        ("3. a", "ol[start='3'] li", "a"),
        ("> q", "blockquote", "q"),
        ("| A | B |\n| - | -: |\n| 1 | 2 |", "table td.to-right", "2"),
        ("```python\nx = 1\n```", ".code pre code", "x = 1"),
        ("[x](https://example.org/a?b=1&c=2)", "a[rel~=noopener][target=_blank]", "x"),
        ("[x](/docs/settings/)", "a:not([target])", "x"),
        ("a &amp; b &lt;c&gt; &#8364; &hellip;", "p", "a & b <c> € …"),
        ("- [x] done", "input[type=checkbox]:checked", ""),
        ("a  \nb", "p:has(br)", "a\nb"),
        ("---", "hr", ""),
    ],
)
def test_markdown_becomes_elements(text: str, selector: str, shown: str, page: Page, alice_here: Person) -> None:
    found = _show(page, alice_here, text).answers.locator(f".said-body {selector}").first
    expect(found).to_be_attached()
    assert found.inner_text().strip() == shown


def test_a_text_that_grows_ends_as_one_that_came_at_once(page: Page, alice_here: Person) -> None:
    text = "# T\n\nOne **two** three\n\n- a\n- b\n\n```\ncode\n```\n\n| a |\n| - |\n| b |\n\nEnd."
    page.goto(f"{alice_here.site.url}/chat/")
    chat = Chat(page)
    chat.ask("script:" + json.dumps({"text": text, "pace": 0.02}))
    streamed = chat.answers.locator(".said-body").inner_html()
    page.reload()
    expect(chat.answers).to_contain_text("End.")
    assert chat.answers.locator(".said-body").inner_html() == streamed
