"""Tickets: addresses that are good for some minutes and for one thing, for whoever has no session of this site."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from chat.conf import file_rules
from chat.errors import Expired

_UPLOAD = "chatkit.upload"


@dataclass(frozen=True, slots=True)
class Upload:
    """That the bytes of one attachment may come."""

    attachment_id: str
    user_id: str
    tenant: str

    def __str__(self) -> str:
        return signing.dumps([self.attachment_id, self.user_id, self.tenant], salt=_UPLOAD)

    @classmethod
    def of(cls, ticket: str) -> Upload:
        """Raises `Expired` for one that is too old, or none of ours."""
        try:
            return cls(*signing.loads(ticket, salt=_UPLOAD, max_age=file_rules().minutes * 60))
        except signing.BadSignature:
            raise Expired from None
