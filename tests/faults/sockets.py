"""A client that can break off at any byte, and the database behind its back."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import psycopg

from tests.people import Person, message
from tests.site import Site


class Wire:
    """One request on a socket of its own."""

    def __init__(self, person: Person, text: str, *, thread_id: str = "", buffer: int = 0) -> None:
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(30)
        self.socket.connect(("127.0.0.1", person.site.port))
        kind = "threads.add_user_message" if thread_id else "threads.create"
        params = {"input": message(text), **({"thread_id": thread_id} if thread_id else {})}
        body = json.dumps({"type": kind, "params": params}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in person.http.cookies.items())
        head = (
            f"POST /chat/wire/ HTTP/1.1\r\nHost: 127.0.0.1:{person.site.port}\r\nCookie: {cookies}\r\n"
            f"X-CSRFToken: {person.http.cookies['csrftoken']}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.socket.sendall(head.encode() + body)
        self.received = b""

    def until(self, text: str) -> None:
        """Read until this has come."""
        while text.encode() not in self.received:
            part = self.socket.recv(65536)
            assert part, self.received[-2000:]
            self.received += part

    @property
    def answer_id(self) -> str:
        self.until("\r\n\r\n")
        head = self.received.partition(b"\r\n\r\n")[0].decode().lower()
        return head.partition("chatkit-answer: ")[2].partition("\r\n")[0]

    @property
    def words(self) -> int:
        """How many words of the answer have come."""
        return self.received.count(b'"delta":"word')

    def close(self, *, abruptly: bool = False) -> None:
        if abruptly:  # a reset instead of a farewell
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self.socket.close()


def query(site: Site, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(site.environment["DATABASE_URL"]) as connection:
        return connection.execute(sql.encode(), parameters).fetchall()


def thread_with(site: Site, text: str, *, seconds: float = 30) -> str:
    """The thread whose question holds this text, as soon as there is one."""
    sql = "SELECT thread_id FROM chatkit_item WHERE type = 'user_message' AND content::text LIKE %s"
    deadline = time.monotonic() + seconds
    while not (found := query(site, sql, f"%{text}%")):
        assert time.monotonic() < deadline, f"No question with {text}."
        time.sleep(0.05)
    return str(found[0][0])


def settled(site: Site, thread_id: str, *, seconds: float = 30) -> str:
    """How the thread's answer ended."""
    sql = "SELECT state FROM chatkit_answer WHERE thread_id = %s ORDER BY started_at DESC LIMIT 1"
    deadline = time.monotonic() + seconds
    while (state := query(site, sql, thread_id)[0][0]) == "running":
        assert time.monotonic() < deadline, "The answer runs on."
        time.sleep(0.05)
    return str(state)


def items(site: Site, thread_id: str) -> list[tuple[str, str]]:
    """The thread's items as type and text, hidden ones included."""
    sql = """
        SELECT type, coalesce(content #>> '{content,0,text}', '') FROM chatkit_item
        WHERE thread_id = %s AND replaced_by_id IS NULL ORDER BY sequence
    """
    return [(kind, text) for kind, text in query(site, sql, thread_id)]


def left_behind(person: Person) -> dict[str, Any]:
    """What the process still does, and what the database still holds, when everything should be over."""
    site = person.site
    deadline = time.monotonic() + 10
    while True:
        busy = person.http.get("/_busy/").json()
        running = query(site, "SELECT count(*) FROM chatkit_answer WHERE state = 'running'")[0][0]
        activity = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
        in_transaction = query(site, activity + "state LIKE 'idle in %%'")[0][0]
        connections = query(site, activity + "backend_type = 'client backend' AND pid <> pg_backend_pid()")[0][0]
        found = {**busy, "claims": running, "transactions": in_transaction, "connections": connections}
        if time.monotonic() > deadline or not (busy["answers"] or busy["tasks"] or running or in_transaction):
            return found
        time.sleep(0.1)
