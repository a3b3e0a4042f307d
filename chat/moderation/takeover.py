"""Take-over: a staff member answers in a thread instead of the assistant, under their own name."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from chatkit.types import CustomTask, TaskItem, ThreadItem, WidgetItem
from chatkit.widgets import Badge, Card, Icon, Markdown, Row, Text
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chat.conf import chatkit, hook, site_language
from chat.ids import new_id
from chat.models import Item, Thread
from chat.moderation import audit, telling
from chat.moderation.act import Act, Decision
from chat.rows import approvals, items
from chat.signals import thread_moderated
from chat.staff import Staff
from chat.text import clean

REPLY = "reply"
PERMISSION = "reply"


class NotYours(Exception):
    """Somebody writes in a thread that they have not taken over, or not any more; or that is locked."""


def _take(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    if not _is_free(thread):
        return None
    thread.taken_by_id = decision.by.user.pk
    thread.save(update_fields=["taken_by"])
    _drop_what_waits(thread)
    with translation.override(site_language()):
        _tell_in(thread, _("%(name)s has joined and answers you now."), by=decision.by)
    return {}


def _hand_back(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    if thread.taken_by_id is None:
        return None
    thread.taken_by = None
    thread.save(update_fields=["taken_by"])
    with translation.override(site_language()):
        _tell_in(thread, _("%(name)s has left. The assistant answers again."), by=decision.by)
    return {}


def _is_free(thread: Thread) -> bool:
    return thread.status == Thread.Status.ACTIVE and thread.taken_by_id is None


def _drop_what_waits(thread: Thread) -> None:
    """Questions and approvals of the assistant's: nobody would go on with the answers."""
    waiting = list(thread.items.filter(type="structured_input", content__status="pending"))
    for row in waiting:
        row.content["status"] = "skipped"
    Item.objects.bulk_update(waiting, ["content"])
    approvals.drop_all(thread.pk)


def _tell_in(thread: Thread, sentence: str, *, by: Staff) -> None:
    told = CustomTask(title=sentence % {"name": name_of(by)}, icon="profile")
    _append(TaskItem(**_new("task", thread), task=told), by=by)


def reply(thread_id: str, text: str, *, by: Staff) -> str:
    """Say something, in Markdown, in a thread that this staff member has taken over; the id of the item.

    Raises `PermissionDenied`, and `NotYours` where somebody else has it or nothing may be added.
    """
    if not TAKE.is_allowed(by):
        raise PermissionDenied
    with transaction.atomic():
        mine = Thread.objects.seen_by(by).filter(taken_by=by.user.pk, status=Thread.Status.ACTIVE)
        thread = mine.select_for_update(of=("self",)).filter(pk=thread_id).first()
        if thread is None:
            raise NotYours
        with translation.override(site_language()):
            item = _said(clean(text).strip(), thread, name=name_of(by))
        _append(item, by=by, is_theirs=True)
        audit.record(REPLY, thread, by=by, item_id=item.id)
        transaction.on_commit(partial(_told, thread, by))
    return item.id


def _told(thread: Thread, by: Staff) -> None:
    telling.tell_owner(thread, "changed")
    thread_moderated.send_robust(None, act=REPLY, thread_id=thread.pk, by=by.user, reason="")


def _said(text: str, thread: Thread, *, name: str) -> WidgetItem:
    """A card with a name and a badge, so that nobody takes it for the assistant's words: neither the person nor the
    model, which is told of it as of something that was shown.
    """
    who = Row(children=[Icon(name="profile"), Text(value=name, weight="semibold"), Badge(label=_("Staff"))], gap=2)
    card = Card(children=[who, Markdown(value=text)])
    return WidgetItem(**_new("message", thread), widget=card, copy_text=f"{name}: {text}")


def text_of(content: dict[str, Any]) -> str:
    """What a staff member wrote, as Markdown, of such a card."""
    return str(content["widget"]["children"][-1]["value"])


def _new(kind: Any, thread: Thread) -> dict[str, Any]:
    return {"id": new_id(kind), "thread_id": thread.pk, "created_at": datetime.now()}  # noqa: DTZ005 - as the SDK's


def _append(item: ThreadItem, *, by: Staff, is_theirs: bool = False) -> None:
    seen = Thread.objects.seen_by(by)
    items.append(item.thread_id, item, seen, written_by=by.user.pk if is_theirs else None)


def name_of(staff: Staff) -> str:
    """What people call a staff member: what the site says, or their full name. Not their user name, which may be an
    address of theirs.
    """
    known = hook(chatkit().STAFF_NAME)
    full_name = getattr(staff.user, "get_full_name", str)()
    return str(known(staff.user) if known else full_name) or _("A colleague")


TAKE = Act(
    name="take",
    permission=PERMISSION,
    verb=gettext_lazy("Take over"),
    explanation=gettext_lazy(
        "You answer in the thread from now on, under your name, and the assistant is silent until the thread is handed"
        " back. The person is told. An answer that is being written is stopped."
    ),
    apply=_take,
    fits=_is_free,
    reads=True,
    ends_answer=frozenset({"before", "after"}),
)
HAND_BACK = Act(
    name="hand_back",
    permission=PERMISSION,
    verb=gettext_lazy("Hand back"),
    explanation=gettext_lazy("The assistant answers in the thread again, and knows what was said. The person is told."),
    apply=_hand_back,
    fits=lambda thread: thread.taken_by_id is not None,
)
