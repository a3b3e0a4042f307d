"""What staff keep of a thread for themselves: flags, who handles it, labels, notes, and that it must be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models import Flag, Label, Note, Thread
from chat.moderation import telling
from chat.moderation.act import Act, Decision
from chat.text import clean


def _flag(thread: Thread, decision: Decision) -> dict[str, Any]:
    Flag.objects.create(thread=thread, reason=clean(decision.reason), raised_by_id=decision.by.user.pk)
    transaction.on_commit(partial(telling.tell_queue, thread))
    return {}


def _unflag(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    settled = thread.flags.filter(settled_at=None).update(settled_at=timezone.now())
    transaction.on_commit(partial(telling.tell_queue, thread))
    return {"flags": settled} if settled else None


def _assign(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    assignee = decision.detail["assignee"]
    if thread.assignee_id == (assignee and assignee.pk):
        return None
    thread.assignee = assignee
    thread.save(update_fields=["assignee"])
    return {"to": assignee.get_username() if assignee else ""}


def _label(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    wanted = {Label.objects.get_or_create(name=name)[0] for name in decision.detail["labels"]}
    before = set(thread.labels.all())
    if before == wanted:
        return None
    thread.labels.set(wanted)
    return {"before": sorted(map(str, before)), "labels": sorted(map(str, wanted))}


def _note(thread: Thread, decision: Decision) -> dict[str, Any]:
    Note.objects.create(thread=thread, text=clean(decision.reason), author_id=decision.by.user.pk)
    return {}


def _hold(*, is_held: bool) -> Callable[[Thread, Decision], dict[str, Any] | None]:
    def apply(thread: Thread, decision: Decision) -> dict[str, Any] | None:
        if thread.is_held == is_held:
            return None
        thread.is_held = is_held
        thread.save(update_fields=["is_held"])
        return {}

    return apply


FLAG = Act(
    name="flag",
    permission="moderate",
    verb=_("Flag"),
    explanation=_("The thread is marked for your colleagues until somebody takes the flags away."),
    apply=_flag,
)
UNFLAG = Act(
    name="unflag",
    permission="moderate",
    verb=_("Take the flags away"),
    explanation=_("Somebody has looked at the thread."),
    apply=_unflag,
    fits=lambda thread: thread.flags.filter(settled_at=None).exists(),
)
ASSIGN = Act(
    name="assign",
    permission="moderate",
    verb=_("Assign"),
    explanation=_("Says which of you handles the thread."),
    apply=_assign,
)
LABEL = Act(
    name="label",
    permission="moderate",
    verb=_("Label"),
    explanation=_("The thread has these labels from now on, and no others."),
    apply=_label,
)
NOTE = Act(
    name="note",
    permission="moderate",
    verb=_("Add a note"),
    explanation=_("Your colleagues read it beside the thread. Its person and the assistant never do."),
    apply=_note,
    has_reason=False,
)
HOLD = Act(
    name="hold",
    permission="moderate",
    verb=_("Keep"),
    explanation=_("The person cannot delete the thread."),
    apply=_hold(is_held=True),
    fits=lambda thread: not thread.is_held,
)
RELEASE = Act(
    name="release",
    permission="moderate",
    verb=_("Keep no longer"),
    explanation=_("The thread may be deleted again."),
    apply=_hold(is_held=False),
    fits=lambda thread: thread.is_held,
)
