"""Markdown that somebody else wrote, as HTML for a page of staff: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from chat.extras import has

if has("markdown"):
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def _link_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("rel", "noopener noreferrer nofollow")
    tokens[index].attrSet("target", "_blank")
    return str(renderer.renderToken(tokens, index, options, env))


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    made.add_render_rule("link_open", _link_open)
    return made


def prose(text: str) -> SafeString:
    """HTML is shown as text, pictures become links, and only web and mail addresses are links at all."""
    html = _markdown().render(text) if has("markdown") else linebreaks(text, autoescape=True)
    return mark_safe(html)  # noqa: S308 - markdown-it escapes, with `html` off, and so does linebreaks
