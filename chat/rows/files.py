"""What the files of an asker's say: the texts that were read in them, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from chat.context import Asker
from chat.models import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a file that is ready."""

    file_id: str
    file: str
    """What the file is called."""
    name: str
    """The page's number, or a sheet's name; nothing where a file has no pages."""
    text: str


def pages(file_ids: Collection[str], asker: Asker) -> list[Page]:
    """The pages of some files, in their order."""
    return _pages(asker, pk__in=file_ids)


def of_thread(thread_id: str, asker: Asker) -> list[Page]:
    """Those of all files of a thread."""
    return _pages(asker, thread=thread_id)


def has_text(thread_id: str, asker: Asker) -> bool:
    """Whether any file of a thread says something."""
    return Attachment.objects.of(asker).filter(thread=thread_id).exclude(pages=[]).exists()


def _pages(asker: Asker, **which: object) -> list[Page]:
    rows = Attachment.objects.of(asker).filter(state=Attachment.State.READY, **which).order_by("created_at")
    return [
        Page(file_id=row.pk, file=row.content["name"], name=name, text=text)
        for row in rows.only("content", "pages")
        for name, text in row.pages
    ]
