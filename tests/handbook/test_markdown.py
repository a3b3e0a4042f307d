"""A file of the documentation becomes a page with anchors, and sections that can be searched."""

from __future__ import annotations

from handbook.markdown import render

TEXT = """# Title

Before [the settings](settings.md#ui), [the site](https://example.org/x.md).

## One & *two*

```python
print("<b>")
```

## One & two

<script>alert(1)</script>
"""


def test_headings_get_anchors_of_their_own() -> None:
    page = render(TEXT)
    assert page.title == "Title"
    assert [(heading.level, heading.title, heading.anchor) for heading in page.headings] == [
        (1, "Title", "title"),
        (2, "One & two", "one-two"),
        (2, "One & two", "one-two-"),
    ]
    for heading in page.headings:
        assert f'id="{heading.anchor}"' in page.html


def test_links_between_files_lead_to_pages() -> None:
    page = render(TEXT, folder="decisions")
    assert 'href="/docs/decisions/settings/#ui"' in page.html
    assert 'href="https://example.org/x.md"' in page.html
    assert "(/docs/decisions/settings/#ui)" in page.headings[0].text
    assert 'href="/docs/settings/"' in render("# T\n\n[up](../settings.md)", folder="decisions").html


def test_html_in_a_file_stays_text_and_code_is_escaped() -> None:
    html = render(TEXT).html
    assert "<script>" not in html
    assert "&lt;b&gt;" in html
    assert 'class="s2"' in html


def test_a_section_holds_what_stands_under_its_heading() -> None:
    assert render(TEXT).headings[1].text == '```python\nprint("<b>")\n```'


def test_a_table_that_is_too_wide_can_be_scrolled_by_keyboard() -> None:
    html = render("| a | b |\n| - | - |\n| 1 | 2 |").html
    assert html.startswith('<div class="table" role="group" aria-label="Table" tabindex="0"><table>')
    assert html.endswith("</table></div>")
