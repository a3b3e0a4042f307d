"""What staff do to threads. Each act needs its own permission and leaves a line in the audit trail.

An act is usable from code: `perform(LOCK, ["thr_…"], Decision(by=Staff.of(user), reason="Spam"))`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chat.moderation.act import Act, Decision, NoReason, Outcome, perform
from chat.moderation.announcing import ANNOUNCE, announce
from chat.moderation.audit import COPY_PERSON, ERASE_PERSON, READ
from chat.moderation.erasure import ERASE
from chat.moderation.export import EXPORT
from chat.moderation.redaction import REDACT
from chat.moderation.searching import SEARCH, search
from chat.moderation.status import CLOSE, LOCK, REOPEN, UNLOCK
from chat.moderation.suspension import LIFT, SUSPEND
from chat.moderation.takeover import HAND_BACK, REPLY, TAKE, NotYours, reply
from chat.moderation.triage import ASSIGN, FLAG, HOLD, LABEL, NOTE, RELEASE, UNFLAG

_STATUS = (LOCK, UNLOCK, CLOSE, REOPEN)
_TRIAGE = (FLAG, UNFLAG, ASSIGN, LABEL, NOTE, HOLD, RELEASE)
_TAKEOVER = (TAKE, HAND_BACK)
_REST = (EXPORT, REDACT, ERASE, SUSPEND, LIFT)
ACTS: dict[str, Act] = {act.name: act for act in (*_STATUS, *_TAKEOVER, *_TRIAGE, *_REST)}
OTHERS: dict[str, str | Promise] = {
    READ: _("Read"),
    REPLY: _("Reply"),
    ANNOUNCE: _("Announce"),
    SEARCH: _("Search"),
    COPY_PERSON: _("Copy a person’s data"),
    ERASE_PERSON: _("Erase a person’s data"),
}
"""What the trail tells of besides."""


def verb_of(act: str) -> str:
    """What an entry of the trail tells of, in the language of whoever reads it."""
    return str(ACTS[act].verb if act in ACTS else OTHERS.get(act, act))


__all__ = [
    "ACTS",
    "EXPORT",
    "REDACT",
    "Act",
    "Decision",
    "NoReason",
    "NotYours",
    "Outcome",
    "announce",
    "perform",
    "reply",
    "search",
    "verb_of",
]
