"""A load of turns on a running server, and what it took. The client speaks HTTP itself, so that it takes little."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass
from typing import Self

from benchmarks.contenders import Running
from benchmarks.sample import DELTAS
from tests.people import message

EVENT = b"data: {"
THREAD = re.compile(rb'"thread":\{[^{}]*?"id":"(\w+)"')
TURN = f'script:{{"words": {DELTAS}}}'


@dataclass(frozen=True, kw_only=True)
class Figures:
    first_event: float
    """Seconds from the request to its first event, the median of the turns."""
    turns_per_second: float
    events_per_second: float
    microseconds_per_event: float
    """Of the server's processor."""


class Client:
    """One connection that is kept, for one request after the other."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self.events = 0

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._running.port, limit=2**20)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, text: str, thread_id: str = "") -> tuple[float, str]:
        """Ask and read to the end: seconds to the first event, and the thread's id if it is new."""
        begin = time.perf_counter()
        found = await self.begin(text, thread_id)
        first = time.perf_counter() - begin
        await self.rest()
        return first, found

    async def begin(self, text: str, thread_id: str = "") -> str:
        """Ask and read to the first event; the thread's id if it is new."""
        self._writer.write(self._request(text, thread_id))
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.split(b"\r\n", 1)[0], head
        self._tail = part = b""
        while EVENT not in part:
            part = await self._read()
        known = None if thread_id else THREAD.search(part)
        return known[1].decode() if known else ""

    async def rest(self) -> None:
        while not self._tail.endswith(b"0\r\n\r\n"):
            await self._read()

    async def _read(self) -> bytes:
        part = await self._reader.read(2**16)
        assert part, "The server hung up."
        self.events += part.count(EVENT)
        self._tail = (self._tail + part)[-8:]
        return part

    def _request(self, text: str, thread_id: str) -> bytes:
        params = {"input": message(text), **({"thread_id": thread_id} if thread_id else {})}
        operation = "threads.add_user_message" if thread_id else "threads.create"
        body = json.dumps({"type": operation, "params": params}).encode()
        headers = {
            "Host": f"127.0.0.1:{self._running.port}",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "Idempotency-Key": uuid.uuid4().hex,  # as the page sends; without it equal first questions are one
            **self._running.headers,
        }
        lines = [
            f"POST {self._running.contender.path} HTTP/1.1",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def turns(running: Running, *, clients: int, each: int) -> Figures:
    """Let so many clients, each in a new thread of its own, take so many turns each, one after the other."""
    ready = [await Client(running).__aenter__() for _ in range(clients)]
    threads = [(await client.ask("Hello"))[1] for client in ready]
    for client in ready:
        client.events = 0
    used, begin = running.processor_seconds, time.perf_counter()
    waits = await asyncio.gather(*map(_turns, ready, threads, [each] * clients))
    seconds, used = time.perf_counter() - begin, running.processor_seconds - used
    events = sum(client.events for client in ready)
    assert events > DELTAS * clients * each, events
    for client in ready:
        await client.__aexit__()
    first = sorted(wait for one in waits for wait in one)
    return Figures(
        first_event=first[len(first) // 2],
        turns_per_second=clients * each / seconds,
        events_per_second=events / seconds,
        microseconds_per_event=used / events * 1e6,
    )


async def _turns(client: Client, thread_id: str, each: int) -> list[float]:
    return [(await client.ask(TURN, thread_id))[0] for _ in range(each)]
