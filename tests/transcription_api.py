"""A server of the tests' own that speaks OpenAI's transcription API."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class TranscriptionApi:
    """It hears `heard`, and keeps what it was sent."""

    def __init__(self) -> None:
        self.heard = '{"text": " Where is my order? "}'
        self.status = 200
        self.requests: list[bytes] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


def _handler(api: TranscriptionApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            api.requests.append(self.rfile.read(int(self.headers["Content-Length"])))
            is_sound = self.path == "/v1/audio/transcriptions"
            self.send_response(api.status if is_sound else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(api.heard.encode())

        def log_message(self, *arguments: Any) -> None:
            pass

    return Handler


@contextmanager
def running() -> Iterator[TranscriptionApi]:
    api = TranscriptionApi()
    threading.Thread(target=api.server.serve_forever, daemon=True).start()
    yield api
    api.server.shutdown()
    api.server.server_close()
