"""Suspension: the owner of a thread may not use the chat for a while."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chat.models import Suspension, Thread
from chat.moderation import audit
from chat.moderation.act import Act, Decision
from chat.rows import suspensions


def _suspend(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    until = decision.detail["until"]
    # Staff of an organisation suspend people there; how they are elsewhere is not their affair.
    tenant = None if decision.by.tenants is None else thread.tenant
    if Suspension.objects.filter(user=thread.owner_id, tenant=tenant, until=until).exists():
        return None
    Suspension.objects.update_or_create(user_id=thread.owner_id, tenant=tenant, defaults={"until": until})
    return {"until": until.isoformat(), "person": audit.person_mark(thread.owner_id)}


def _lift(thread: Thread, decision: Decision) -> dict[str, Any] | None:
    held = suspensions.of(thread.owner_id, thread.tenant)
    if decision.by.tenants is not None:
        held = held.filter(tenant=thread.tenant)
    return {"person": audit.person_mark(thread.owner_id)} if held.update(until=timezone.now()) else None


def _is_suspended(thread: Thread) -> bool:
    return suspensions.of(thread.owner_id, thread.tenant).exists()


SUSPEND = Act(
    name="suspend",
    permission="suspend",
    verb=_("Suspend the person"),
    explanation=_("The owner cannot use the chat until then, and is told so. An answer that runs here is stopped."),
    apply=_suspend,
    ends_answer=frozenset({"after"}),
)
LIFT = Act(
    name="lift",
    permission="suspend",
    verb=_("Let the person back in"),
    explanation=_("The owner can use the chat again."),
    apply=_lift,
    fits=_is_suspended,
)
