"""A page's socket, as a browser opens it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.people import Person


@contextmanager
def listening(person: Person, *, to: str = "", origin: str = "") -> Iterator[ClientConnection]:
    cookies = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
    url = f"{person.site.url.replace('http', 'ws')}/chat/live/{to}"
    with connect(url, additional_headers={"Cookie": cookies}, origin=origin or person.site.url) as socket:  # type: ignore[arg-type]
        yield socket


def heard(socket: ClientConnection, *, seconds: float = 5) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(socket.recv(timeout=seconds))
    return message


def closed_with(socket: ClientConnection, *, seconds: float) -> int | None:
    """The code with which the server closes the socket, within so many seconds."""
    try:
        while True:
            socket.recv(timeout=seconds)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
