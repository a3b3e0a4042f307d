"""The events of a streamed Responses API answer, for models of ours.

The order is that of the API: item added, part added, deltas and annotations, part done, item done, completed
(openai/types/responses/response_stream_event.py). chatkit's bridge relies on it.
"""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agents.items import TResponseStreamEvent
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseContentPartDoneEvent,
    ResponseFunctionToolCall,
    ResponseOutputItem,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseOutputTextAnnotationAddedEvent,
    ResponseReasoningItem,
    ResponseReasoningSummaryTextDeltaEvent,
    ResponseReasoningSummaryTextDoneEvent,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
)
from openai.types.responses.response_output_text import AnnotationURLCitation

_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """Says where the text just before it comes from."""

    title: str
    url: str


def call(name: str, arguments: dict[str, Any]) -> Iterator[TResponseStreamEvent]:
    """The events of an answer that calls a tool."""
    item = ResponseFunctionToolCall(
        type="function_call",
        id=f"fc_{uuid.uuid4().hex}",
        call_id=f"call_{uuid.uuid4().hex}",
        name=name,
        arguments=json.dumps(arguments, ensure_ascii=False),
        status="completed",
    )
    yield ResponseOutputItemAddedEvent(type="response.output_item.added", item=item, output_index=0, sequence_number=0)
    yield ResponseOutputItemDoneEvent(type="response.output_item.done", item=item, output_index=0, sequence_number=1)
    yield _completed(item)


def thought(text: str) -> Iterator[TResponseStreamEvent]:
    """The events of a thought that is shown, before what an answer begins with."""
    item = ResponseReasoningItem(type="reasoning", id=f"rs_{uuid.uuid4().hex}", summary=[])
    place: Any = {"item_id": item.id, "output_index": 0, "summary_index": 0, "sequence_number": 0}
    yield ResponseOutputItemAddedEvent(type="response.output_item.added", item=item, output_index=0, sequence_number=0)
    for word in _WORDS.findall(text):
        yield ResponseReasoningSummaryTextDeltaEvent(type="response.reasoning_summary_text.delta", delta=word, **place)
    yield ResponseReasoningSummaryTextDoneEvent(type="response.reasoning_summary_text.done", text=text, **place)


def message(pieces: Sequence[str | Citation]) -> Iterator[TResponseStreamEvent]:
    """The events of an answer in words: a delta a word, a citation where it stands."""
    item_id = f"msg_{uuid.uuid4().hex}"
    place: Any = {"item_id": item_id, "output_index": 0, "content_index": 0, "sequence_number": 0}
    empty = ResponseOutputText(type="output_text", text="", annotations=[])
    yield ResponseOutputItemAddedEvent(
        type="response.output_item.added",
        item=_message(item_id, []),
        output_index=0,
        sequence_number=0,
    )
    yield ResponseContentPartAddedEvent(type="response.content_part.added", part=empty, **place)
    text, annotations = "", list[AnnotationURLCitation]()
    for piece in pieces:
        if isinstance(piece, Citation):
            citation = AnnotationURLCitation(
                type="url_citation",
                title=piece.title,
                url=piece.url,
                start_index=len(text),
                end_index=len(text),
            )
            yield ResponseOutputTextAnnotationAddedEvent(
                type="response.output_text.annotation.added",
                annotation=citation.model_dump(),
                annotation_index=len(annotations),
                **place,
            )
            annotations.append(citation)
            continue
        for word in _WORDS.finditer(piece):
            yield ResponseTextDeltaEvent(type="response.output_text.delta", delta=word[0], logprobs=[], **place)
        text += piece
    whole = ResponseOutputText(type="output_text", text=text, annotations=list(annotations))
    yield ResponseTextDoneEvent(type="response.output_text.done", text=text, logprobs=[], **place)
    yield ResponseContentPartDoneEvent(type="response.content_part.done", part=whole, **place)
    item = _message(item_id, [whole])
    yield ResponseOutputItemDoneEvent(type="response.output_item.done", item=item, output_index=0, sequence_number=0)
    yield _completed(item)


def _message(item_id: str, content: list[ResponseOutputText]) -> ResponseOutputMessage:
    status = "completed" if content else "in_progress"
    return ResponseOutputMessage(type="message", id=item_id, role="assistant", status=status, content=list(content))


def _completed(item: ResponseOutputItem) -> ResponseCompletedEvent:
    response = Response(
        id=f"resp_{uuid.uuid4().hex}",
        object="response",
        created_at=time.time(),
        model="extractive",
        output=[item],
        parallel_tool_calls=False,
        tool_choice="auto",
        tools=[],
    )
    return ResponseCompletedEvent(type="response.completed", response=response, sequence_number=0)
