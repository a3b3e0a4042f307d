"""A server of the tests' own that speaks OpenAI's streaming Responses API, on loopback.

It calls the tool `search_site` first, and then answers with the title and URL of what the tool returned. What it was
asked is in `requests`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chat.assistant import responses


class ResponsesApi:
    def __init__(self) -> None:
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
                self.send_response(200 if self.path == "/v1/responses" else 404)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                for event in api.answer(body["input"]):
                    self.wfile.write(f"event: {event.type}\ndata: {event.model_dump_json()}\n\n".encode())
                    self.wfile.flush()

            def log_message(self, *arguments: Any) -> None:
                pass

        return Handler

    def answer(self, items: list[dict[str, Any]]) -> Iterator[Any]:
        last = items[-1]
        if last.get("type") != "function_call_output":
            yield from responses.call("search_site", {"query": "embed chat template"})
            return
        best = json.loads(last["output"])["results"][0]
        yield from responses.message(
            ["It is in ", responses.Citation(best["title"], best["url"]), f"[{best['title']}]({best['url']})."]
        )


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
