"""A server of the tests' own that speaks the streaming Chat Completions API, as vLLM, Ollama and llama.cpp do.

It calls `search_site` for each question, and then says how many questions and answers it has been shown. It refuses,
as the real ones do, a conversation whose tool calls and outputs do not match.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class CompletionsApi:
    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def chunks(self, messages: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        if messages[-1]["role"] == "tool":
            questions, answers = ([one for one in messages if one["role"] == role] for role in ("user", "assistant"))
            said = [one for one in answers if one.get("content")]
            for word in f"Question {len(questions)} after {len(said)} answers .".split():
                yield {"content": f"{word} "}
            yield {}
            return
        function = {"name": "search_site", "arguments": '{"query": "embed chat template"}'}
        yield {"tool_calls": [{"index": 0, "id": f"call_{len(messages)}", "type": "function", "function": function}]}
        yield {}


def _handler(api: CompletionsApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            api.requests.append(body)
            is_sound = self.path == "/v1/chat/completions" and _matches(body["messages"])
            self.send_response(200 if is_sound else 400)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            chunks = list(api.chunks(body["messages"])) if is_sound else []
            for delta in chunks:
                reason = ("tool_calls" if "tool_calls" in str(chunks) else "stop") if not delta else None
                choice = {"index": 0, "delta": delta, "finish_reason": reason}
                chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *arguments: Any) -> None:
            pass

    return Handler


def _matches(messages: list[dict[str, Any]]) -> bool:
    called = {call["id"] for one in messages for call in one.get("tool_calls") or []}
    returned = {one["tool_call_id"] for one in messages if one["role"] == "tool"}
    said = [one for one in messages if one["role"] == "assistant" and not one.get("tool_calls")]
    return called == returned and all(isinstance(one["content"], str) for one in said)


@contextmanager
def running() -> Iterator[CompletionsApi]:
    api = CompletionsApi()
    thread = threading.Thread(target=api.server.serve_forever)
    thread.start()
    try:
        yield api
    finally:
        api.server.shutdown()
        thread.join()
        api.server.server_close()
