"""`{% load chatkit %}`: the assistant in a template."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from chat.embed import Mode, embedded

register = template.Library()


@register.inclusion_tag("chatkit/assets.html", takes_context=True)
def chatkit_assets(context: RequestContext) -> dict[str, Any]:
    """What the chat needs in the head of a page. Passes on the CSP nonce of django-csp, where there is one."""
    return {"nonce": getattr(context["request"], "csp_nonce", "")}


@register.inclusion_tag("chatkit/chat.html", takes_context=True)
def chatkit(context: RequestContext, *, mode: Mode = "docked") -> dict[str, Any]:
    """The chat: docked in the corner of the page, or, with `mode="page"`, filling the element around it."""
    return {"mode": mode, "config": embedded(context["request"], mode=mode)}
