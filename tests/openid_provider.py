"""A real OpenID provider of the tests' own, on loopback: `python -m tests.openid_provider PORT`.

It signs people in by the authorization code flow with PKCE, and lies as it is told to: in its tokens (`claims`,
`header`, `forged`) and in its answers (`broken`: an endpoint, and how).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.ports import free_port

CLIENT, SECRET, AUDIENCE = "chatkit", "company-secret-of-the-client-that-is-long-enough", "chat-api"
Json = dict[str, Any]


class Provider:
    """What a test sees of it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx2.Client(base_url=url, timeout=30)

    def be(self, **how: Any) -> None:
        """Who is signed in there (`person`), and how it lies; what is not said is as it should be."""
        self.http.post("/_be", json=how)

    def token(self, *, header: Json | None = None, forged: str = "", **claims: Any) -> str:
        """A bearer token for the chat; a claim that is None is left out."""
        default = {"aud": AUDIENCE, "scope": "openid chat"}
        return self.http.post(
            "/_token", json={"claims": {**default, **claims}, "header": header, "forged": forged}
        ).text

    def rotate(self) -> None:
        """Sign with a new key, and publish no other."""
        self.http.post("/_rotate")

    def asked(self, path: str) -> int:
        """How often it was asked for something."""
        return int(self.http.get("/_asked").json().get(path, 0))


class Behaviour:
    """The provider's own state."""

    url = ""
    person: Json | None
    claims: Json
    header: Json
    forged: str
    broken: dict[str, Any]

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.codes: dict[str, dict[str, str]] = {}
        self.seen: dict[str, str] = {}
        self.turn()
        self.be()

    def be(
        self,
        *,
        person: Json | None = None,
        claims: Json | None = None,
        header: Json | None = None,
        forged: str = "",
        broken: dict[str, Any] | None = None,
    ) -> None:
        self.person, self.claims, self.header = person, claims or {}, header or {}
        self.forged, self.broken = forged, broken or {}

    def turn(self) -> None:
        self.name = secrets.token_hex(4)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.curve = ec.generate_private_key(ec.SECP256R1())
        self.foreign = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def jwks(self) -> Json:
        keys = (("RS256", jwt.algorithms.RSAAlgorithm, self.key), ("ES256", jwt.algorithms.ECAlgorithm, self.curve))
        return {
            "keys": [
                json.loads(kind.to_jwk(key.public_key()))  # type: ignore[attr-defined]
                | {"kid": f"{self.name}-{algorithm}", "use": "sig", "alg": algorithm}
                for algorithm, kind, key in keys
            ]
        }

    def signed(self, claims: Json, header: Json, forged: str) -> str:
        """A token with some claims; `forged` says with what it is signed that it should not be."""
        now = int(time.time())
        whole = {"iss": self.url, "iat": now, "exp": now + 300, **claims}
        whole = {name: value for name, value in whole.items() if value is not None}
        public = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        key, algorithm = {
            "": (self.key, "RS256"),
            "ES256": (self.curve, "ES256"),
            "PS256": (self.key, "PS256"),
            "none": (None, "none"),
            "public key": (public, "HS256"),
            "client secret": (SECRET, "HS256"),
            "foreign key": (self.foreign, "RS256"),
        }[forged]
        names = {"kid": f"{self.name}-{'ES256' if forged == 'ES256' else 'RS256'}", **header}
        names = {name: value for name, value in names.items() if value is not None}
        if forged == "public key":  # PyJWT itself would not
            return _by_hand(whole, {"alg": "HS256", **names}, public)
        return jwt.encode(whole, key, algorithm, names)  # type: ignore[arg-type]


behaviour = Behaviour()


def _by_hand(claims: Json, header: Json, secret: str) -> str:
    import hmac

    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    digest = hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).digest()
    return b".".join([*parts, base64.urlsafe_b64encode(digest).rstrip(b"=")]).decode()


class Handler(BaseHTTPRequestHandler):
    """Each endpoint, and the four by which a test says how they are to be."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing: the tests look at what the site says."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, body: bytes) -> None:
        url = urlsplit(self.path)
        name = url.path.rpartition("/")[2]
        behaviour.asked[url.path] += 1
        broken = behaviour.broken.get(name)
        if broken == "hangs":
            time.sleep(20)
        answer: Any = getattr(self, name.replace("-", "_"), None)
        if isinstance(broken, int):
            self._say({"error": "broken"}, broken, Location=f"{behaviour.url}/elsewhere")
        elif broken is not None and broken != "hangs":
            self._say(broken)
        elif answer is None:
            self._say({}, 404)
        else:
            answer(dict(parse_qsl(url.query)), body)

    def _say(self, content: Any, status: int = 200, **headers: str) -> None:
        body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        for header, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def openid_configuration(self, query: dict[str, str], body: bytes) -> None:
        names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        paths = ("authorize", "token", "userinfo", "jwks")
        endpoints = {name: f"{behaviour.url}/{path}" for name, path in zip(names, paths, strict=True)}
        self._say({"issuer": behaviour.url, **endpoints})

    def authorize(self, query: dict[str, str], body: bytes) -> None:
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        given = {"state": query["state"]}
        if behaviour.person is None:
            given["error"] = "login_required"
        else:
            given["code"] = secrets.token_urlsafe(16)
            behaviour.codes[given["code"]] = query
        self._say({}, 302, Location=f"{query['redirect_uri']}?{urlencode(given)}")

    def token(self, query: dict[str, str], body: bytes) -> None:
        form = dict(parse_qsl(body.decode()))
        asked = behaviour.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        is_right = asked is not None and (
            base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
            and form["redirect_uri"] == asked["redirect_uri"]
            and (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        )
        if asked is None or not is_right or behaviour.person is None:
            self._say({"error": "invalid_grant"}, 400)
            return
        claims = {"aud": CLIENT, "sub": behaviour.person["sub"], "nonce": asked["nonce"], **behaviour.claims}
        access = secrets.token_urlsafe(16)
        behaviour.seen[access] = behaviour.person["sub"]
        tokens = {
            "access_token": access,
            "id_token": behaviour.signed(claims, behaviour.header, behaviour.forged),
            "token_type": "Bearer",
        }
        self._say(tokens)

    def userinfo(self, query: dict[str, str], body: bytes) -> None:
        if self.headers["Authorization"].removeprefix("Bearer ") not in behaviour.seen:
            self._say({}, 401)
        else:
            self._say(behaviour.person)

    def jwks(self, query: dict[str, str], body: bytes) -> None:
        self._say(behaviour.jwks)

    def elsewhere(self, query: dict[str, str], body: bytes) -> None:
        self._say(behaviour.jwks)

    def _be(self, query: dict[str, str], body: bytes) -> None:
        behaviour.be(**json.loads(body))
        self._say({})

    def _token(self, query: dict[str, str], body: bytes) -> None:
        asked = json.loads(body)
        self._say(behaviour.signed(asked["claims"], asked["header"] or {}, asked["forged"]))

    def _rotate(self, query: dict[str, str], body: bytes) -> None:
        behaviour.turn()
        self._say({})

    def _asked(self, query: dict[str, str], body: bytes) -> None:
        self._say(behaviour.asked)


@contextmanager
def running() -> Iterator[Provider]:
    """A running provider."""
    port = free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.openid_provider", str(port)]) as process:
        provider = Provider(f"http://127.0.0.1:{port}")
        try:
            _wait_for(provider)
            yield provider
        finally:
            provider.http.close()
            process.terminate()


def _wait_for(provider: Provider) -> None:
    for _ in range(100):
        try:
            provider.http.get("/jwks")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The OpenID provider does not start.")


if __name__ == "__main__":
    behaviour.url = f"http://127.0.0.1:{sys.argv[1]}"
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    server.daemon_threads = True
    server.serve_forever()
