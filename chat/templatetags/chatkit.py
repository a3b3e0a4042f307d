"""`{% load chatkit %}`: the assistant in a template."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html

from chat.embed import Mode, element_id, embedded, page_of

register = template.Library()


@register.inclusion_tag("chatkit/assets.html", takes_context=True)
def chatkit_assets(context: RequestContext) -> dict[str, Any]:
    """What the chat needs in the head of a page. Passes on the CSP nonce of django-csp, where there is one."""
    return {"nonce": getattr(context["request"], "csp_nonce", "")}


@register.inclusion_tag("chatkit/chat.html", takes_context=True)
def chatkit(context: RequestContext, *, mode: Mode = "docked") -> dict[str, Any]:
    """The chat: docked in the corner of the page, or, with `mode="page"`, filling the element around it."""
    request = context["request"]
    return {"mode": mode, "id": element_id(request, mode=mode), "config": embedded(request, mode=mode)}


@register.simple_tag(takes_context=True)
def chatkit_page(context: RequestContext, shown: Any = None, *, title: str = "", url: str = "", text: str = "") -> str:
    """What the page shows, said by the site: an object with `get_absolute_url`, or a title, a URL and a text.

    It is signed for whoever is signed in, and counts for more than what their browser reads off the page.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    return format_html(
        '<chatkit-page signed="{}" hidden></chatkit-page>', page_of(request, shown, title=title, url=url, text=text)
    )
