"""A load of turns on a running server, and what it took."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.people import message

TURN = 'script:{"words": 50}'
LIMITS = httpx2.Limits(max_connections=None)


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a server takes ChatKit's requests, and what a client brings along."""

    name: str
    url: str
    headers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Figures:
    first_event: float
    """Seconds from the request to its first event, the median of the turns."""
    turns_per_second: float


async def measure(target: Target, *, clients: int, turns: int) -> Figures:
    """Let so many clients, each in a thread of its own, take so many turns each, one after the other."""
    async with httpx2.AsyncClient(headers=target.headers, timeout=60, limits=LIMITS) as http:
        threads = [await _thread(http, target) for _ in range(clients)]
        begin = time.perf_counter()
        waits = await asyncio.gather(*(_turns(http, target, thread_id, turns) for thread_id in threads))
        seconds = time.perf_counter() - begin
    first = sorted(wait for client in waits for wait in client)
    return Figures(first_event=first[len(first) // 2], turns_per_second=clients * turns / seconds)


async def _thread(http: httpx2.AsyncClient, target: Target) -> str:
    events = await _events(http, target, {"type": "threads.create", "params": {"input": message("Hello")}})
    thread_id: str = json.loads(events[0][1].removeprefix("data: "))["thread"]["id"]
    return thread_id


async def _turns(http: httpx2.AsyncClient, target: Target, thread_id: str, turns: int) -> list[float]:
    request = {"type": "threads.add_user_message", "params": {"thread_id": thread_id, "input": message(TURN)}}
    waits = []
    for _ in range(turns):
        begin = time.perf_counter()
        events = await _events(http, target, request)
        assert sum("text_delta" in line for _, line in events) == 50, events[-1]
        waits.append(events[0][0] - begin)
    return waits


async def _events(http: httpx2.AsyncClient, target: Target, request: dict[str, Any]) -> list[tuple[float, str]]:
    headers = {"Idempotency-Key": uuid.uuid4().hex}  # as the page sends; without it equal first questions are one
    async with http.stream("POST", target.url, json=request, headers=headers) as response:
        assert response.status_code == 200, await response.aread()
        return [(time.perf_counter(), line) async for line in response.aiter_lines() if line.startswith("data: ")]
