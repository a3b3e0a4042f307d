"""A GitHub of the tests' own, on loopback: it says who somebody is, to whoever brings a code and its verifier."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

SECRET = "the-client's-secret"


class GitHub:
    def __init__(self) -> None:
        self.url = ""
        self.person: dict[str, Any] = {}
        self.addresses: list[dict[str, Any]] = []
        self.status = 200
        self._challenges: dict[str, str] = {}

    def agrees(self, authorize_url: str) -> str:
        """The person says yes; the address to which they are sent back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(authorize_url).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(8)
        self._challenges[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def declines(self, authorize_url: str) -> str:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(authorize_url).query).items()}
        return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"

    def token(self, fields: dict[str, str]) -> dict[str, str]:
        verifier = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if fields.get("client_secret") != SECRET or self._challenges.pop(fields["code"], "") != challenge:
            return {"error": "bad_verification_code"}
        return {"access_token": "gho_1", "token_type": "bearer", "scope": "user:email"}


@contextmanager
def running() -> Iterator[GitHub]:
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(github.token({name: values[0] for name, values in parse_qs(body).items()}))

        def do_GET(self) -> None:
            self._say(github.addresses if self.path.endswith("/emails") else github.person)

        def _say(self, answer: Any) -> None:
            content = json.dumps(answer).encode()
            self.send_response(github.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        github.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield github
        server.shutdown()
