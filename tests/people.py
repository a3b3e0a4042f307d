"""The cast, as a browser sees the site: alice owns, bob is a stranger, carol is staff, dora is deactivated."""

from __future__ import annotations

import itertools
import json
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2

from chat.testing.scripted import script
from chat.testing.wire import answer_of, message, text_of, thread_of
from tests.site import Site

__all__ = ["Person", "answer_of", "done", "message", "parsed", "script", "text_of", "thread_of"]

PASSWORD = "correct-horse-battery"
_numbers = itertools.count(1)
_browsers: list[httpx2.Client] = []


def go_home() -> None:
    """Close every browser that was opened."""
    while _browsers:
        _browsers.pop().close()


@dataclass(frozen=True)
class Event:
    """A server-sent event, its number, and when it came, in seconds of a monotonic clock."""

    data: dict[str, Any]
    at: float
    number: int = 0

    @property
    def type(self) -> str:
        return str(self.data["type"])


class Person:
    """Somebody with a browser's cookies, who speaks to the site over real sockets."""

    def __init__(self, site: Site, name: str) -> None:
        self.site = site
        self.name = name
        self.http = httpx2.Client(base_url=site.url, timeout=30)
        _browsers.append(self.http)

    @classmethod
    def signed_up(cls, site: Site, name: str) -> Person:
        """Somebody new, signed in by way of the sign-up page."""
        person = cls(site, f"{name}{next(_numbers)}")
        fields = {"username": person.name, "email": person.email, "password1": PASSWORD}
        person.submit("/accounts/signup/", fields)
        return person

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    def sign_in(self) -> None:
        self.submit("/accounts/login/", {"login": self.name, "password": PASSWORD})

    def submit(self, path: str, fields: dict[str, str]) -> httpx2.Response:
        """Open a page and send its form."""
        page = self.http.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, f"{page.status_code} {page.headers} {page.text}"
        headers = {"Referer": f"{self.site.url}{path}"}
        done = self.http.post(path, data={**fields, "csrfmiddlewaretoken": token[1]}, headers=headers)
        assert done.status_code == 302, done.text
        return done

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "X-CSRFToken": self.http.cookies.get("csrftoken", "")}

    def post(self, content: bytes | dict[str, Any], **headers: str) -> httpx2.Response:
        """Send a body to the wire."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return self.http.post("/chat/wire/", content=body, headers={**self.headers, **headers})

    def call(self, operation: str, /, **params: Any) -> dict[str, Any]:
        """A JSON operation that works."""
        response = self.post({"type": operation, "params": params})
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def stream(self, operation: str, /, **params: Any) -> list[dict[str, Any]]:
        """A streaming operation that works, to its end."""
        return [event.data for event in self.events(operation, **params)]

    def events(self, operation: str, /, *, metadata: dict[str, Any] | None = None, **params: Any) -> Iterator[Event]:
        """A streaming operation's events as they come, named as the page does; leaving it closes the connection."""
        content = json.dumps({"type": operation, "params": params, **({"metadata": metadata} if metadata else {})})
        headers = {**self.headers, "Idempotency-Key": uuid.uuid4().hex}
        with self.http.stream("POST", "/chat/wire/", content=content, headers=headers) as response:
            assert response.status_code == 200, response.read()
            assert response.headers["content-type"] == "text/event-stream"
            self.answer = response.headers["chatkit-answer"]
            yield from parsed(response.iter_lines())

    def follow(self, answer_id: str, *, after: int = 0) -> Iterator[Event]:
        """What an answer says after an event, as it comes."""
        headers = {"Last-Event-ID": str(after)} if after else {}
        with self.http.stream("GET", f"/chat/answers/{answer_id}/", headers=headers) as response:
            assert response.status_code == 200, response.read()
            yield from parsed(response.iter_lines())

    def stop(self, answer_id: str) -> httpx2.Response:
        return self.http.post(f"/chat/answers/{answer_id}/stop/", headers=self.headers)

    def state(self, thread_id: str) -> str:
        """How the thread's newest answer stands."""
        response = self.post({"type": "threads.get_by_id", "params": {"thread_id": thread_id}})
        return str(response.headers["chatkit-answer-state"])

    def settled(self, thread_id: str) -> str:
        """How the thread's newest answer stands when it does not run any more."""
        deadline = time.monotonic() + 30
        while (state := self.state(thread_id)) == "running":
            assert time.monotonic() < deadline, "The answer runs on."
            time.sleep(0.05)
        return state

    def ask(self, text: str, thread_id: str | None = None, **more: Any) -> list[dict[str, Any]]:
        """Ask in a thread, or a new one; `metadata` is the page's, `input` replaces the message."""
        given = {"input": message(text), **more}
        if thread_id:
            return self.stream("threads.add_user_message", thread_id=thread_id, **given)
        return self.stream("threads.create", **given)

    def thread(self, text: str = "Hello") -> str:
        """A thread with one question and its answer."""
        return thread_of(self.ask(text))

    def items(self, thread_id: str) -> list[dict[str, Any]]:
        """The thread's items, oldest first."""
        return self.call("items.list", thread_id=thread_id, order="asc", limit=100)["data"]


def parsed(lines: Iterator[str]) -> Iterator[Event]:
    number = 0
    for line in lines:
        if line.startswith("id: "):
            number = int(line.removeprefix("id: "))
        if line.startswith("data: "):
            yield Event(json.loads(line.removeprefix("data: ")), time.monotonic(), number)


def done(events: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """The first item of a kind that was completed."""
    items = [event["item"] for event in events if event["type"] in ("thread.item.done", "thread.item.replaced")]
    item: dict[str, Any] = next(item for item in items if item["type"] == kind)
    return item
