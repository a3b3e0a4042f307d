"""Data requests, carried out: in a thread of their own, by whichever process has the lease, until they are done."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from datetime import timedelta
from typing import Any

from django.core.files import File
from django.db import connections, transaction
from django.db.models import Q
from django.utils import timezone, translation

from chat.faults import described
from chat.models import DataRequest
from chat.privacy.copy import write_copy
from chat.privacy.erasure import erase
from chat.rows.attachments import Opened
from chat.staff import Staff

logger = logging.getLogger(__name__)

Kind, State = DataRequest.Kind, DataRequest.State
LEASE = timedelta(seconds=60)
AGAIN = timedelta(seconds=5)
"""After which one that was broken off may be taken up."""
SAID = 0.5
"""Seconds between two words on how far it is."""


def ask(user: Any, kind: DataRequest.Kind, *, by: Any, reason: str = "") -> DataRequest:
    """The request for this that is open, or a new one, which begins when the transaction has committed."""
    request, is_new = DataRequest.objects.get_or_create(
        user=user, kind=kind, state__in=[State.WAITING, State.RUNNING], defaults={"asked_by": by, "reason": reason}
    )
    if is_new:
        transaction.on_commit(lambda: begin(request))
    return request


def begin(request: DataRequest) -> None:
    """Carry it out beside what this process does otherwise. Does nothing where somebody is at it already."""
    if request.is_open:
        language = translation.get_language()
        threading.Thread(
            target=_run_alone, args=(request.pk, language), name="chatkit-data-request", daemon=True
        ).start()


def resume() -> int:
    """Carry out here what is open and nobody is at; how many that were."""
    return sum(_run(pk) for pk in list(DataRequest.objects.filter(_is_free()).values_list("pk", flat=True)))


def of(user: Any) -> list[DataRequest]:
    """A person's newest requests. Those that somebody has left lying are taken up."""
    newest = list(DataRequest.objects.filter(user=user)[:5])
    for request in newest:
        take_up(request)
    return newest


def take_up(request: DataRequest) -> None:
    """Go on with one that nobody is at."""
    if request.is_open and (request.leased_until is None or request.leased_until < timezone.now()):
        begin(request)


def opened(request_id: int, user: Any) -> Opened | None:
    """The copy that a person has asked for, or staff for them."""
    request = DataRequest.objects.filter(pk=request_id, user=user, state=State.DONE).exclude(file="").first()
    if request is None:
        return None
    name = f"chats-{request.asked_at:%Y-%m-%d}.zip"
    return Opened(file=request.file.open(), size=request.file.size, mime_type="application/zip", name=name)


def _run_alone(request_id: int, language: str | None) -> None:
    try:
        with translation.override(language):
            _run(request_id)
    except Exception as error:  # noqa: BLE001 - the database's; whoever looks next takes it up
        logger.error("A data request could not be carried out: %s", described(error))  # noqa: TRY400 - as above
    finally:
        connections.close_all()


def _is_free() -> Q:
    now = timezone.now()
    return Q(state__in=[State.WAITING, State.RUNNING]) & (Q(leased_until=None) | Q(leased_until__lt=now))


def _run(request_id: int) -> bool:
    lease = timezone.now() + LEASE
    if not DataRequest.objects.filter(_is_free(), pk=request_id).update(state=State.RUNNING, leased_until=lease):
        return False
    request = DataRequest.objects.select_related("user", "asked_by").get(pk=request_id)
    try:
        if request.kind == Kind.COPY:
            _copy(request)
        else:
            _erase(request)
    except Exception as error:  # noqa: BLE001 - a storage's or a database's; somebody takes it up soon
        logger.error("A data request was broken off: %s", described(error))  # noqa: TRY400 - a traceback quotes
        DataRequest.objects.filter(pk=request_id).update(leased_until=timezone.now() + AGAIN)
        return False
    request.state, request.ended_at = State.DONE, timezone.now()
    request.save(update_fields=["state", "ended_at", "done", "total", "kept"])
    return True


def _copy(request: DataRequest) -> None:
    with tempfile.TemporaryFile() as file:
        write_copy(request.user, file, tell=_Progress(request))
        file.seek(0)
        request.file.save("copy.zip", File(file), save=False)
    request.save(update_fields=["file"])


def _erase(request: DataRequest) -> None:
    by = Staff.of(request.asked_by) if request.asked_by else None
    done = erase(request.user, by=by, reason=request.reason, tell=_Progress(request))
    request.kept = done.kept


class _Progress:
    """Writes how far a request is, and holds its lease."""

    def __init__(self, request: DataRequest) -> None:
        self._request, self._said = request, 0.0

    def __call__(self, done: int, total: int) -> None:
        self._request.done, self._request.total = done, total
        if time.monotonic() - self._said > SAID:
            self._said = time.monotonic()
            mine = DataRequest.objects.filter(pk=self._request.pk)
            mine.update(done=done, total=total, leased_until=timezone.now() + LEASE)
