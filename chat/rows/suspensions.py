"""Suspensions as rows: until when somebody may not use the chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from chat.models import Suspension


def until(user_id: Any, tenant: str) -> datetime | None:
    """When this person may come back to an organisation, or to their own space; None for whoever may be there."""
    last: datetime | None = of(user_id, tenant).aggregate(last=Max("until"))["last"]
    return last


def of(user_id: Any, tenant: str) -> QuerySet[Suspension]:
    """Those that hold there now."""
    there = Q(tenant=None) | Q(tenant=tenant)
    return Suspension.objects.filter(there, user=user_id, until__gt=timezone.now())
