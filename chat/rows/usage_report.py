"""What answers cost, counted up for the staff: by day, model, organisation or person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.contrib.auth import get_user_model
from django.db.models import Avg, Count, Q, Sum

from chat.models import Answer, Usage
from chat.staff import Staff, tenant_names

By = Literal["day", "model", "tenant", "user"]
BROKEN = (Answer.State.FAILED, Answer.State.INTERRUPTED)
MOST = 1000
"""Rows of one report: of people, those that cost most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The answers of a day, a model, an organisation or a person."""

    label: str
    answers: int
    broken: int
    """Of these, those that failed or were interrupted."""
    read: int
    written: int
    cost: Decimal
    first_word: float | None
    """Seconds to the first word, in the mean."""

    @property
    def tokens(self) -> int:
        return self.read + self.written


def report(by: By, *, since: date, until: date, staff: Staff) -> list[Row]:
    """Of the answers for which the organisations of a staff member asked, both days included."""
    used = Usage.objects.filter(day__range=(since, until))
    if staff.tenants is not None:
        used = used.filter(tenant__in=staff.tenants)
    counted = (
        used.order_by()
        .values(by)
        .annotate(
            answers=Count("pk"),
            broken=Count("pk", filter=Q(outcome__in=BROKEN)),
            read=Sum("input_tokens"),
            written=Sum("output_tokens"),
            costs=Sum("cost"),
            first_word=Avg("first_token_seconds"),
        )
    )
    ordered = list(counted.order_by("-day") if by == "day" else counted.order_by("-costs", "-written", by)[:MOST])
    names = _names(by, [row[by] for row in ordered])
    return [
        Row(
            label=names.get(row[by], ""),
            answers=row["answers"],
            broken=row["broken"],
            read=row["read"],
            written=row["written"],
            cost=row["costs"],
            first_word=row["first_word"],
        )
        for row in ordered
    ]


def _names(by: By, keys: list[object]) -> dict[object, str]:
    """What each row is called; nothing where nobody knows, as after a person was erased."""
    match by:
        case "user":
            people = get_user_model()._default_manager.in_bulk([key for key in keys if key is not None])
            return {key: person.get_username() for key, person in people.items()}
        case "tenant":
            return dict(tenant_names(str(key) for key in keys).items())
        case _:
            return {key: str(key) for key in keys}
