"""Tickets: addresses that are good for some minutes and for one thing, for whoever has no session of this site."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from chat.errors import Expired
from chat.file_rules import file_rules

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


def download(file_id: str) -> str:
    """A ticket to see a file. It stays the same for half of its time, so that a browser need not fetch it anew."""
    return _signed(file_id, _window())


def admits(ticket: str, file_id: str) -> bool:
    """Whether it is one for this file, and still good."""
    return any(constant_time_compare(ticket, _signed(file_id, _window() - ago)) for ago in (0, 1))


def _window() -> int:
    return int(time.time() / (file_rules().minutes * 30))


def _signed(file_id: str, window: int) -> str:
    return salted_hmac("chatkit.download", f"{file_id}/{window}", algorithm="sha256").hexdigest()[:32]
