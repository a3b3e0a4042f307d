"""Reports: what a person says of an answer that staff should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, StringConstraints, ValidationError

from chat import queue
from chat.conf import chatkit, site_language
from chat.context import Asker
from chat.database import in_database
from chat.errors import Malformed, NotOffered
from chat.ids import ID_LENGTH
from chat.rows import flags
from chat.text import clean

REASONS = {
    "wrong": _("It is wrong"),
    "harmful": _("It is offensive or dangerous"),
    "private": _("It tells of somebody’s private affairs"),
    "other": _("Something else"),
}
"""Among which a person chooses."""
LONGEST = 1000

_Id = Annotated[str, StringConstraints(min_length=1, max_length=ID_LENGTH)]


class _Body(BaseModel):
    thread: _Id
    item: _Id
    reason: str
    text: Annotated[str, StringConstraints(max_length=LONGEST)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, as it arrives: which item of which thread, why, and what the person adds in words."""

    thread_id: str
    item_id: str
    reason: str
    text: str

    @classmethod
    def of(cls, body: bytes) -> Report:
        """Raises `Malformed`."""
        try:
            given = _Body.model_validate_json(body)
        except ValidationError:
            raise Malformed from None
        if given.reason not in REASONS:
            raise Malformed
        return cls(
            thread_id=clean(given.thread), item_id=clean(given.item), reason=given.reason, text=given.text.strip()
        )

    def __str__(self) -> str:
        with translation.override(site_language()):
            return ": ".join(filter(None, (str(REASONS[self.reason]), self.text)))


async def report(body: bytes, asker: Asker) -> None:
    """Put an answer before the staff. Raises `Malformed`, `NotOffered`, and `NotFoundError` for what is not theirs."""
    if not chatkit().REPORTS:
        raise NotOffered
    given = Report.of(body)
    await in_database(flags.report, given.thread_id, given.item_id, str(given), asker)
    queue.raised(given.thread_id, source="person", reason=str(given), asker=asker)
