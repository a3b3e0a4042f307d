"""A file of `docs/` as a page: HTML with anchors and coloured code, and its sections as plain Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_LINK = re.compile(r"\]\((?!\w+:)([^)#]+)\.md(#[^)]*)?\)")
"""A link from one file to another: `[settings](settings.md#ui)`."""


_PICTURE = re.compile(r"\]\((?:\.\./)*(?:docs/)?images/")
"""The beginning of a picture's path, which the site serves as a static file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, and the lines of the file from it to the next one."""

    level: int
    title: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    title: str
    html: str
    headings: list[Heading]


def render(text: str, *, folder: str = "") -> Page:
    """The page of a Markdown text that stands in `folder` of the documentation."""
    text = _LINK.sub(lambda found: f"]({_site_url(found[1], found[2] or '', folder)})", text)
    text = _PICTURE.sub(f"]({settings.STATIC_URL}docs/", text)
    markdown = MarkdownIt("commonmark", {"html": False, "highlight": _highlight}).enable("table")
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    tokens = markdown.parse(text)
    headings = list(_headings(tokens, text.splitlines()))
    for token, heading in zip(_openings(tokens), headings, strict=True):
        token.attrSet("id", heading.anchor)
    return Page(
        title=headings[0].title if headings else "",
        html=markdown.renderer.render(tokens, markdown.options, {}),
        headings=headings,
    )


def _openings(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type == "heading_open" and token.level == 0]


def _headings(tokens: list[Token], lines: list[str]) -> Iterator[Heading]:
    openings = _openings(tokens)
    anchors: set[str] = set()
    for opening, following in zip_longest(openings, openings[1:]):
        title = _plain(tokens[tokens.index(opening) + 1])
        anchor = slugify(title) or "section"
        while anchor in anchors:
            anchor += "-"
        anchors.add(anchor)
        _, end = opening.map or (0, 0)
        until = following.map[0] if following and following.map else len(lines)
        yield Heading(level=int(opening.tag[1:]), title=title, anchor=anchor, text="\n".join(lines[end:until]).strip())


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [])


def _site_url(path: str, anchor: str, folder: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(folder) / path).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return reverse("handbook:article", args=["/".join(parts)]) + anchor


def _table_open(renderer: Any, *_: Any) -> str:
    # Wider than a phone: it scrolls by itself, by keyboard too.
    return '<div class="table" role="group" aria-label="Table" tabindex="0"><table>'


def _table_close(renderer: Any, *_: Any) -> str:
    return "</table></div>"


def _highlight(code: str, language: str, _attributes: Any) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return ""  # markdown-it then escapes it itself
    inner = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return format_html("<pre class='code'><code>{}</code></pre>", _Safe(inner))


class _Safe(str):
    """HTML that Pygments escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self
