"""Search in what people wrote: it tells which threads speak of something, and is kept in the trail like a reading."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max

from chat.models import Item, Thread
from chat.moderation import audit
from chat.moderation.act import NoReason
from chat.rows.finding import saying
from chat.staff import Staff

SEARCH = "search"
PERMISSION = "search_content"
MOST = 100
"""Threads of one search, those first that spoke of it last."""


def search(words: str, *, by: Staff, reason: str) -> list[tuple[Thread, int]]:
    """The threads that say all of the words, each with how many of its items do. Raises `PermissionDenied` and
    `NoReason`.
    """
    if not by.may(PERMISSION):
        raise PermissionDenied
    if not reason.strip():
        raise NoReason
    only = next(iter(by.tenants)) if by.tenants is not None and len(by.tenants) == 1 else ""
    audit.record(SEARCH, None, by=by, reason=reason, tenant=only, words=words)
    seen = Item.objects.filter(thread__in=Thread.objects.seen_by(by), replaced_by=None)
    hits = saying(words, seen).order_by().values("thread").annotate(count=Count("pk"), last=Max("created_at"))
    counts = {hit["thread"]: hit["count"] for hit in hits.order_by("-last")[:MOST]}
    threads = Thread.objects.seen_by(by).select_related("owner").in_bulk(list(counts))
    return [(threads[pk], count) for pk, count in counts.items() if pk in threads]
