"""Erasure: a thread is gone, with its items and files, for its person too. The trail stays."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from chat.models import Thread
from chat.moderation.act import Act, Decision


def _erase(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    if thread.is_held:
        return None
    items = thread.items.count()
    Thread.objects.seen_by(decision.by).filter(pk=thread.pk).delete()
    return {"items": items}


ERASE = Act(
    name="erase",
    permission="erase",
    verb=_("Erase"),
    explanation=_(
        "The thread is gone for good, with all that was said in it and its files. A thread that has to be kept is not."
        " An answer that is being written is stopped before."
    ),
    apply=_erase,
    fits=lambda thread: not thread.is_held,
    ends_answer=frozenset({"before"}),
    moved="deleted",
)
