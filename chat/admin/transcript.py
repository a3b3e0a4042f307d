"""A thread as its staff read it: bubbles in the order in which they were said, a page at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chat.admin.prose import prose
from chat.models import Attachment, AuditEntry, Feedback, Item, Thread
from chat.moderation.takeover import text_of
from chat.words import MESSAGES, words_of

PAGE = 50
_HIDDEN = {"hidden_context_item", "sdk_hidden_context", "end_of_turn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One item."""

    item_id: str
    side: str
    """`person`, `assistant`, `staff`, or `aside` for what stands between."""
    name: str
    html: SafeString
    when: datetime
    is_folded: bool = False
    redaction: AuditEntry | None = None
    withheld: str = ""
    """Why the model is not given it, in words."""
    quoted: str = ""
    files: list[Attachment] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    opinions: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    bubbles: list[Bubble]
    older: int | None
    """The place before which the older ones are."""

    @classmethod
    def of(cls, thread: Thread, *, before: int | None, with_hidden: bool) -> Transcript:
        """The newest page before a place, oldest first."""
        rows = thread.items.filter(replaced_by=None).order_by("-sequence")
        rows = rows if with_hidden else rows.exclude(type__in=_HIDDEN)
        rows = rows.filter(sequence__lt=before) if before is not None else rows
        rated = Prefetch("feedback", Feedback.objects.select_related("user"))
        page = list(rows.select_related("written_by").prefetch_related(rated)[: PAGE + 1])
        shown = page[:PAGE][::-1]
        files = {file.pk: file for file in Attachment.objects.filter(thread=thread)}
        redactions = _redactions(thread)
        return cls(
            bubbles=[_bubble(row, files, redactions.get(row.item_id)) for row in shown],
            older=shown[0].sequence if len(page) > PAGE else None,
        )


def _redactions(thread: Thread) -> dict[str, AuditEntry]:
    entries = AuditEntry.objects.filter(thread_id=thread.pk, act="redact")
    return {item_id: entry for entry in entries for item_id in entry.detail["items"]}


def _bubble(row: Item, files: dict[str, Attachment], redaction: AuditEntry | None) -> Bubble:
    content = row.content
    is_staffs = row.written_by is not None and row.type == "widget" and not redaction
    side, name = ("staff", str(row.written_by)) if is_staffs else _speaker(row.type)
    is_message = row.type in MESSAGES
    text = json.dumps(content)
    return Bubble(
        item_id=row.item_id,
        side=side,
        name=name,
        html=prose(text_of(content)) if is_staffs else _said(content) if is_message else _shown(content),
        when=row.created_at,
        is_folded=not is_message and row.type != "widget",
        redaction=redaction,
        withheld=row.get_withheld_display() if row.withheld else "",
        quoted=content.get("quoted_text") or "",
        files=[file for file_id, file in files.items() if file_id in text],
        sources=list(_sources(content)) if is_message else [],
        opinions=[f"{opinion.get_kind_display()} ({opinion.user})" for opinion in row.feedback.all()],
    )


def _speaker(kind: str) -> tuple[str, str]:
    names = {
        "user_message": ("person", _("The person")),
        "assistant_message": ("assistant", _("The assistant")),
        "widget": ("assistant", _("Widget")),
        "workflow": ("aside", _("Steps")),
        "task": ("aside", _("Step")),
        "client_tool_call": ("aside", _("The page was asked")),
        "structured_input": ("aside", _("Form")),
        "generated_image": ("assistant", _("Picture")),
    }
    return names.get(kind, ("aside", _("Hidden from the person")))


def _said(content: dict[str, Any]) -> SafeString:
    if content["type"] == "assistant_message":
        return prose("\n\n".join(words_of(content)))
    return _paragraphs([line for words in words_of(content) for line in words.splitlines() if line.strip()])


def _shown(content: dict[str, Any]) -> SafeString:
    """The words of what is no message, or all of what nobody was shown."""
    if content["type"] in _HIDDEN or content["type"] == "client_tool_call":
        inner = {name: value for name, value in content.items() if name not in ("thread_id", "created_at", "type")}
        return format_html("<pre>{}</pre>", json.dumps(inner, ensure_ascii=False, indent=1))
    return _paragraphs(words_of(content))


def _paragraphs(texts: list[str]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))


def _sources(content: dict[str, Any]) -> list[dict[str, Any]]:
    found = [note.get("source", {}) for part in content["content"] for note in part.get("annotations", [])]
    return list({(one.get("url"), one.get("title")): one for one in found}.values())
