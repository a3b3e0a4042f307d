"""A server of the tests' own that speaks OpenAI's streaming Responses API, on loopback.

It calls the tool `search_site` first, and then answers with the title and URL of what the tool returned. What it was
asked is in `requests`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from openai.types.responses import ResponseUsage

from chat.assistant import responses


class ResponsesApi:
    def __init__(self) -> None:
        self.failure = ""
        """How the next answers fail: a status, or `refuse`, `silence`, `hang`, `die`, `garbage`, `tools`, `slow`."""
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
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
                self.send_response(status)
                self.send_header("Content-Type", "text/event-stream" if status == 200 else "application/json")
                self.send_header("x-should-retry", "false")
                self.end_headers()
                if status != 200:
                    self.wfile.write(b'{"error": {"message": "No. Error code in /srv/internal."}}')
                    return
                for part in api.parts(body["input"]):
                    self.wfile.write(part)
                    self.wfile.flush()

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
        last = items[-1]
        if last.get("type") != "function_call_output":
            yield from responses.call("search_site", {"query": "embed chat template"})
            return
        best = json.loads(last["output"])["results"][0]
        yield from responses.message(
            ["It is in ", responses.Citation(best["title"], best["url"]), f"[{best['title']}]({best['url']})."]
        )


def _frame(event: Any) -> bytes:
    if event.type == "response.completed":  # a hundred tokens in and seven out, for each call
        details = {
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        }
        usage = ResponseUsage.model_validate({"input_tokens": 100, "output_tokens": 7, "total_tokens": 107, **details})
        event.response.usage = usage
    return f"event: {event.type}\ndata: {event.model_dump_json()}\n\n".encode()


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
