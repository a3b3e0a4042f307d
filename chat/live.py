"""What a person's open pages are told: which of their threads moved. They fetch for themselves what it says."""

from __future__ import annotations

from typing import Literal

from django.urls import reverse
from django.utils.http import urlencode

from chat import background, layer
from chat.context import Asker

Moved = Literal["started", "settled", "changed", "deleted"]
"""An answer began or ended in the thread; its title or a widget of it changed; it is gone."""
EVERYBODY = "chatkit.everybody"
"""The group of all pages with the chat."""


def group_of(mark: str) -> str:
    """The group of all pages that a person has open for an organisation, by the asker's mark."""
    return f"chatkit.{mark}"


def address(of: str = "", **query: str) -> str:
    """Where a page opens its socket (`chat.routing`); empty on a site without a channel layer."""
    asked = f"?{urlencode(query)}" if query else ""
    return f"{reverse('chatkit:page')}live/{of}{asked}" if layer.is_on() else ""


def tell(thread_id: str, moved: Moved, asker: Asker) -> None:
    """Tell the asker's pages, without waiting; the page that caused it knows itself by its tab."""
    background.start(layer.send_to_group(group_of(asker.mark), message(thread_id, moved, tab=asker.tab)))


def message(thread_id: str, moved: Moved, *, tab: str = "") -> dict[str, str]:
    """What a page's socket understands (`LiveConsumer.thread_moved`)."""
    return {"type": "thread.moved", "thread": thread_id, "moved": moved, "tab": tab}


def announcement(text: str) -> dict[str, str]:
    """What all pages are told when staff announce something, or nothing any more."""
    return {"type": "announced", "text": text}
