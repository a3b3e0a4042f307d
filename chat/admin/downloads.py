"""The file of an export."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence

from django.http import FileResponse
from django.utils import timezone

from chat.models import Thread
from chat.moderation import EXPORT, Decision, perform
from chat.moderation.export import FORMATS

IN_MEMORY = 4 * 1024 * 1024
AT_ONCE = 100


def download(ids: Sequence[str], decision: Decision) -> FileResponse:
    """Written to the disk first, so that a fault on the way is no half of a file. Each thread is in the trail."""
    ending = decision.detail["format"]
    _, mime_type, write = FORMATS[ending]
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    write(_exported(ids, decision), text)
    text.flush()
    text.detach()
    file.seek(0)
    name = f"threads-{timezone.now():%Y-%m-%d}.{ending}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=mime_type)


def _exported(ids: Sequence[str], decision: Decision) -> Iterator[Thread]:
    for start in range(0, len(ids), AT_ONCE):
        done = perform(EXPORT, ids[start : start + AT_ONCE], decision).done
        yield from Thread.objects.seen_by(decision.by).filter(pk__in=done).select_related("owner")
