"""How a file is sent: announced and put there, or posted in one step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2

from tests.people import Person
from tests.site import Site


def announce(person: Person, name: str, size: int, mime_type: str = "") -> httpx2.Response:
    return person.post({"type": "attachments.create", "params": {"name": name, "size": size, "mime_type": mime_type}})


def put(person: Person, attachment: dict[str, Any], content: bytes, **headers: str) -> httpx2.Response:
    """To the address that it names, as somebody without a session."""
    descriptor = attachment["upload_descriptor"]
    assert descriptor["method"] == "PUT"
    assert descriptor["url"].startswith(person.site.url)
    return httpx2.put(descriptor["url"], content=content, headers=headers, timeout=60)


def send(person: Person, name: str, content: bytes, mime_type: str = "") -> httpx2.Response:
    """Both steps; the answer of whichever refused it, or of the second."""
    announced = announce(person, name, len(content), mime_type)
    return put(person, announced.json(), content) if announced.status_code == 200 else announced


def post(person: Person, name: str, content: bytes, mime_type: str = "", **headers: str) -> httpx2.Response:
    """In one step."""
    token = {"X-CSRFToken": person.http.cookies.get("csrftoken", "")}
    given = {"file": (name, content, mime_type)}
    return person.http.post("/chat/uploads/", files=given, headers={**token, **headers}, timeout=60)


def kept(site: Site) -> list[Path]:
    return [path for path in Path(site.environment["TEST_FILES"]).rglob("*") if path.is_file()]
