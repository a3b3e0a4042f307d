"""Redaction: what an item said is gone for good; that there was one stays, in its place."""

from __future__ import annotations

import json
import re
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chat.conf import site_language
from chat.ids import PREFIXES
from chat.models import Attachment, Item, Thread
from chat.moderation.act import Act, Decision
from chat.past import SUMMARY
from chat.rows import approvals

ALL = "all"
"""In the place of ids: every item of the thread."""
_KEPT = ("id", "thread_id", "created_at", "type")
_FILE = re.compile(rf"{PREFIXES['attachment']}_[0-9a-f]{{32}}")


def _redact(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    wanted = decision.detail["items"]
    items = thread.items.exclude(withheld=Item.Withheld.REDACTED)
    items = items if wanted == ALL else items.filter(item_id__in=wanted)
    rows = list(items.order_by("sequence"))
    if not rows:
        return None
    _delete_what_tells_of(rows, thread)
    with translation.override(site_language()):
        for row in rows:
            row.content, row.withheld = shell_of(row.content), Item.Withheld.REDACTED
    Item.objects.bulk_update(rows, ["content", "withheld"])
    if any(row.type == "user_message" for row in rows):
        thread.title = ""  # it is the beginning of a message
        thread.save(update_fields=["title"])
    return {"items": [row.item_id for row in rows]}


def _delete_what_tells_of(rows: list[Item], thread: Thread) -> None:
    files = {found for row in rows for found in _FILE.findall(json.dumps(row.content))}
    Attachment.objects.filter(thread=thread, pk__in=files).delete()
    _summaries(thread).filter(sequence__gt=rows[0].sequence).delete()
    approvals.drop_all(thread.pk)


def _summaries(thread: Thread) -> QuerySet[Item]:
    return thread.items.filter(type="hidden_context_item", content__content__kind=SUMMARY)


def shell_of(content: dict[str, Any]) -> dict[str, Any]:
    """An item of the same type that says only that there was one."""
    gone = _("This was removed by the staff of this site.")
    return {name: content[name] for name in _KEPT} | _emptied(content, gone)


def _emptied(content: dict[str, Any], gone: str) -> dict[str, Any]:
    """The least that the SDK's types ask for."""
    shells: dict[str, dict[str, Any]] = {
        "user_message": {
            "content": [{"type": "input_text", "text": gone}],
            "attachments": [],
            "inference_options": {},
        },
        "assistant_message": {"content": [{"type": "output_text", "text": gone, "annotations": []}]},
        "widget": {"widget": {"type": "Card", "children": [{"type": "Text", "value": gone}]}, "copy_text": gone},
        "workflow": {"workflow": {"type": "custom", "tasks": [], "summary": {"title": gone}, "expanded": False}},
        "task": {"task": {"type": "custom", "title": gone}},
        "client_tool_call": {
            "call_id": content.get("call_id", ""),
            "name": content.get("name", ""),
            "status": "completed",
            "arguments": {},
        },
        "structured_input": {"status": "skipped", "inputs": []},
        "hidden_context_item": {"content": ""},
        "sdk_hidden_context": {"content": ""},
    }
    return shells.get(content["type"], {})


REDACT = Act(
    name="redact",
    permission="redact",
    verb=gettext_lazy("Redact"),
    explanation=gettext_lazy(
        "What the items say is gone for good, for everybody and for the assistant, with their files and with the title,"
        " which may quote them. That there was something stays. An answer that is being written is stopped before."
    ),
    apply=_redact,
    ends_answer=frozenset({"before"}),
)
