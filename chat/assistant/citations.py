"""Sources: what an answer links to, of all that the run has found, becomes an annotation of the answer."""

from __future__ import annotations

import re

from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageItem,
    EntitySource,
    FileSource,
    ThreadItemDoneEvent,
    ThreadStreamEvent,
    URLSource,
)

from chat.assistant.run import Found, Run

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"\n]*\")?\s*\)")


def cited(event: ThreadStreamEvent, run: Run) -> ThreadStreamEvent:
    """The event; the sources of an answer that is done are complete then."""
    if isinstance(event, ThreadItemDoneEvent) and isinstance(event.item, AssistantMessageItem):
        for part in event.item.content:
            _complete(part, run)
    return event


def _complete(part: AssistantMessageContent, run: Run) -> None:
    known = {_url(annotation) for annotation in part.annotations}
    part.annotations = [_with_entity(annotation, run) for annotation in part.annotations]
    for link in _LINK.finditer(part.text):
        found = run.found.get(link[1])
        if found and found.url not in known:
            part.annotations.append(Annotation(source=source_of(found), index=link.end()))
            known.add(found.url)


def _with_entity(annotation: Annotation, run: Run) -> Annotation:
    found = run.found.get(_url(annotation))
    if found is None or not (found.entity or found.file):
        return annotation
    return annotation.model_copy(update={"source": source_of(found)})


def source_of(found: Found) -> URLSource | EntitySource | FileSource:
    if found.file:
        return FileSource(filename=found.file, title=found.title)
    if not found.entity:
        return URLSource(url=found.url, title=found.title)
    return EntitySource(
        id=found.entity, title=found.title, icon=found.icon or "document", interactive=True, data={"url": found.url}
    )


def _url(annotation: Annotation) -> str:
    match annotation.source:
        case URLSource(url=url):
            return url
        case EntitySource(data=data):
            return str(data.get("url", ""))
    return ""
