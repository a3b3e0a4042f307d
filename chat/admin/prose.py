"""Markdown that somebody else wrote, as HTML for a page of staff: nothing in it runs, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token


def _link_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    tokens[index].attrSet("rel", "noopener noreferrer nofollow")
    tokens[index].attrSet("target", "_blank")
    return str(renderer.renderToken(tokens, index, options, env))


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_markdown.add_render_rule("link_open", _link_open)


def prose(text: str) -> SafeString:
    """HTML is shown as text, pictures become links, and only web and mail addresses are links at all."""
    html: SafeString = mark_safe(_markdown.render(text))  # noqa: S308 - markdown-it escapes, with `html` off
    return html
