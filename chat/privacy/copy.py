"""A person's copy of their data: a zip with JSON for programs and pages for people, written piece by piece."""

from __future__ import annotations

import io
import json
import logging
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, linebreaks

from chat.faults import described
from chat.models import Attachment, AuditEntry, Feedback, Flag, Item, Suspension, Thread, Usage
from chat.moderation.audit import person_mark
from chat.words import words_of

logger = logging.getLogger(__name__)

SCHEMA = "chatkit.copy/1"
UNSEEN = ("hidden_context_item", "sdk_hidden_context")
"""Items that no component shows to anybody."""
AT_ONCE = 500
Tell = Callable[[int, int], None]


def write_copy(user: Any, to: IO[bytes], *, tell: Tell = lambda done, total: None) -> None:
    """All that the chat knows of a person, in whichever organisation: their threads, items, files, opinions and
    reports, what their answers cost, and what staff did about them, without who did.

    A file that cannot be read is named as missing.
    """
    mine = Thread.objects.owned_by(user.pk).order_by("-updated_at", "-pk")
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        copy = _Copy(archive, lambda done: tell(done, total))
        total = mine.count()
        for thread in mine.iterator(chunk_size=AT_ONCE):
            copy.add_thread(thread)
        copy.add_files(Attachment.objects.filter(owner=user.pk, state=Attachment.State.READY).exclude(file=""))
        known = {
            "schema": SCHEMA,
            "made_at": timezone.now(),
            "person": {"id": str(user.pk), "name": user.get_username()},
            "threads": copy.threads,
            "files": copy.files,
            **_about(user),
        }
        archive.writestr("index.json", json.dumps(known, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        archive.writestr("index.html", render_to_string("chatkit/copy/index.html", known))


def _about(user: Any) -> dict[str, list[Any]]:
    """What is no thread: rows as they are, without keys that mean nothing elsewhere."""
    entries = AuditEntry.objects.filter(thread_id__in=Thread.objects.owned_by(user.pk).values("pk"))
    entries = entries | AuditEntry.objects.filter(detail__person=person_mark(user.pk))
    opinions = Feedback.objects.filter(user=user.pk)
    costs = (
        "day",
        "tenant",
        "model",
        "outcome",
        "input_tokens",
        "cached_tokens",
        "output_tokens",
        "cost",
        "seconds",
        "tools",
    )
    return {
        "feedback": list(opinions.values("item__thread", "item__item_id", "kind", "given_at")),
        "reports": list(Flag.objects.filter(raised_by=user.pk).values("thread", "item_id", "reason", "raised_at")),
        "usage": list(Usage.objects.filter(user=user.pk).order_by("day", "pk").values(*costs)),
        "suspensions": list(Suspension.objects.filter(user=user.pk).values("tenant", "until")),
        "audit": list(entries.order_by("at").values("act", "thread_id", "item_id", "reason", "at")),
    }


@dataclass(slots=True)
class _Copy:
    archive: zipfile.ZipFile
    tell: Callable[[int], None]
    threads: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)

    def add_thread(self, thread: Thread) -> None:
        known = {
            "id": thread.pk,
            "title": thread.title,
            "organisation": thread.tenant,
            "status": thread.status,
            "created_at": thread.created_at,
            "updated_at": thread.updated_at,
        }
        self._write(f"threads/{thread.pk}.json", self._as_json(thread, known))
        self._write(f"threads/{thread.pk}.html", self._as_page(thread, known))
        self.threads.append(known)
        self.tell(len(self.threads))

    def _as_json(self, thread: Thread, known: dict[str, Any]) -> Iterator[str]:
        head = json.dumps({"schema": SCHEMA, **known}, cls=DjangoJSONEncoder, ensure_ascii=False)
        yield head[:-1] + ', "items": ['
        for number, item in enumerate(self._items(thread)):
            yield (",\n" if number else "\n") + json.dumps(item.content, ensure_ascii=False)
        yield "\n]}\n"

    def _as_page(self, thread: Thread, known: dict[str, Any]) -> Iterator[str]:
        yield from render_to_string("chatkit/copy/thread.html", known).partition("<!-- items -->")[:1]
        for item in self._items(thread):
            said = linebreaks("\n\n".join(words_of(item.content)), autoescape=True)
            yield format_html(
                '<article class="{}"><h2>{} · {}</h2>{}</article>\n', item.type, item.type, item.created_at, said
            )
        yield "</main></html>\n"

    def _items(self, thread: Thread) -> Iterator[Item]:
        shown = thread.items.filter(replaced_by=None).exclude(type__in=UNSEEN).order_by("sequence")
        for number, item in enumerate(shown.iterator(chunk_size=AT_ONCE)):
            if number % AT_ONCE == 0:
                self.tell(len(self.threads))
            yield item

    def add_files(self, rows: Iterable[Attachment]) -> None:
        for row in rows:
            name = f"files/{row.pk}/{row.content['name']}"
            known = {"id": row.pk, "thread": row.thread_id, "name": name, "size": row.size, "is_missing": False}
            try:
                with row.file.open() as source, self.archive.open(name, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target)
            except Exception as error:  # noqa: BLE001 - any storage's
                logger.warning("A file is missing in a copy: %s", described(error))
                known["is_missing"] = True
            self.files.append(known)
            self.tell(len(self.threads))

    def _write(self, name: str, pieces: Iterable[str]) -> None:
        with self.archive.open(name, "w", force_zip64=True) as entry, io.TextIOWrapper(entry, "utf-8") as text:
            text.writelines(pieces)
