"""A server of the tests' own that speaks OpenAI's streaming Responses API, on loopback.

It calls the tool `search_site` first, and then answers with the title and URL of what the tool returned. A message that
begins with `script:` goes on with JSON that says what to do instead: `{"tool": [name, arguments]}` calls that first,
`{"again": [name, arguments]}` that next, `{"text": "…"}` says that, `{"pace": 0.1}` with so many seconds between words,
`{"thought": "…"}` thinks before, `{"image": "…base64…"}` draws, `{"file": "a.pdf"}` cites. Whoever asks for a summary
gets the beginning of what there is to sum up. What it was asked is in `requests`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from openai.types.responses import (
    ResponseImageGenCallPartialImageEvent,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseUsage,
)
from openai.types.responses.response_output_item import ImageGenerationCall
from openai.types.responses.response_output_text import AnnotationFileCitation

from chat.assistant import responses
from chat.assistant.material import is_material


class ResponsesApi:
    def __init__(self) -> None:
        self.failure = ""
        """How the next answers fail: a status, or `refuse`, `silence`, `hang`, `die`, `garbage`, `tools`, `slow`."""
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.deleted: list[str] = []
        """The ids of the answers that it does not keep any more."""
        self.told = ""
        """What it said when it failed the last time: more than anybody else should hear."""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def _handler(api) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                api.requests.append(body)
                api.headers.append({name.lower(): value for name, value in self.headers.items()})
                if api.failure == "refuse":
                    self.close_connection = True
                    return
                status = int(api.failure) if api.failure.isdecimal() else 200
                is_streaming = status == 200 and body.get("stream")
                self.send_response(status)
                self.send_header("Content-Type", "text/event-stream" if is_streaming else "application/json")
                self.send_header("x-should-retry", "false")
                self.end_headers()
                if status != 200:
                    api.told = f"Not with {self.headers['Authorization']}. Error code in /srv/internal."
                    self.wfile.write(json.dumps({"error": {"message": api.told}}).encode())
                    return
                if not is_streaming:
                    self.wfile.write(api.summary(body["input"]))
                    return
                with suppress(ConnectionError):  # whoever stops an answer hangs up
                    for part in api.parts(body["input"]):
                        self.wfile.write(part)
                        self.wfile.flush()

            def do_DELETE(self) -> None:
                status = int(api.failure) if api.failure.isdecimal() else 200
                if status == 200:
                    api.deleted.append(self.path.rpartition("/")[2])
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *arguments: Any) -> None:
                pass

        return Handler

    def parts(self, items: list[dict[str, Any]]) -> Iterator[bytes]:
        """The bytes of the answer, or of what the failure makes of it."""
        if self.failure == "silence":
            time.sleep(4)
            return
        if self.failure == "tools":
            yield from map(_frame, responses.call("search_site", {"query": "again"}))
            return
        if not self.failure:
            yield from map(_frame, self.answer(items))
            return
        text = " ".join(["word"] * 200) if self.failure == "slow" else "It begins well and then"
        for event in responses.message([text]):
            yield _frame(event)
            if self.failure == "slow":
                time.sleep(0.1)
            elif getattr(event, "delta", "") == "well ":
                break
        if self.failure == "hang":
            time.sleep(4)
        if self.failure == "garbage":
            yield b"data: {not json at all\n\n"

    def answer(self, items: list[dict[str, Any]]) -> Iterator[Any]:
        asked = max(place for place, item in enumerate(items) if _is_asked(item))
        outputs = [item for item in items[asked:] if item.get("type") == "function_call_output"]
        if (text := _text(items[asked])).startswith("script:"):
            yield from self._played(json.loads(text.removeprefix("script:")), outputs)
        elif not outputs:
            yield from responses.call("search_site", {"query": "embed chat template"})
        else:
            best = json.loads(outputs[-1]["output"])["results"][0]
            yield from responses.message(
                ["It is in ", responses.Citation(best["title"], best["url"]), f"[{best['title']}]({best['url']})."]
            )

    def _played(self, script: dict[str, Any], outputs: list[dict[str, Any]]) -> Iterator[Any]:
        calls = [script[name] for name in ("tool", "again") if name in script]
        if len(outputs) < len(calls):
            yield from responses.call(*calls[len(outputs)])
            return
        if "thought" in script:
            yield from responses.thought(script["thought"])
        if "image" in script:
            yield from _drawn(script["image"])
        said = list(
            responses.message([script.get("text", f"It said: {plain(outputs[-1]['output'])}" if outputs else "Done.")])
        )
        if "file" in script:
            cited = {"type": "file_citation", "file_id": "file-1", "filename": script["file"], "index": 4}
            part = said[-2].item.content[0]
            part.annotations = [AnnotationFileCitation.model_validate(cited)]
        for event in said:
            yield event
            time.sleep(script.get("pace", 0))

    def summary(self, items: Any) -> bytes:
        given = items if isinstance(items, str) else "\n".join(map(_text, items))
        *_, completed = responses.message([f"In short: {given[:2000]}"])
        return _with_usage(completed).response.model_dump_json().encode()


def _is_asked(item: dict[str, Any]) -> bool:
    return item.get("role") == "user" and not is_material(_text(item))


def _text(item: dict[str, Any]) -> str:
    return plain(item["content"])


def plain(content: Any) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def _drawn(image: str) -> Iterator[Any]:
    call = ImageGenerationCall(id="ig_1", type="image_generation_call", status="in_progress")
    place: Any = {"output_index": 0, "sequence_number": 0}
    yield ResponseOutputItemAddedEvent(type="response.output_item.added", item=call, **place)
    yield ResponseImageGenCallPartialImageEvent(
        type="response.image_generation_call.partial_image",
        item_id="ig_1",
        partial_image_b64=image,
        partial_image_index=0,
        **place,
    )
    done = call.model_copy(update={"status": "completed", "result": image})
    yield ResponseOutputItemDoneEvent(type="response.output_item.done", item=done, **place)


def _frame(event: Any) -> bytes:
    return f"event: {event.type}\ndata: {_with_usage(event).model_dump_json()}\n\n".encode()


def _with_usage(event: Any) -> Any:
    """A hundred tokens in, of which forty were known already, and seven out, for each call."""
    if event.type == "response.completed":
        details = {
            "input_tokens_details": {"cached_tokens": 40, "cache_write_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        }
        usage = ResponseUsage.model_validate({"input_tokens": 100, "output_tokens": 7, "total_tokens": 107, **details})
        event.response.usage = usage
    return event


@contextmanager
def running() -> Iterator[ResponsesApi]:
    api = ResponsesApi()
    thread = threading.Thread(target=api.server.serve_forever)
    thread.start()
    try:
        yield api
    finally:
        api.server.shutdown()
        thread.join()
        api.server.server_close()
