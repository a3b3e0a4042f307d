"""Answers that one process holds open at once, at a model's pace: whether it keeps up, and what each takes."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass

from benchmarks.contenders import Running
from benchmarks.load import Client

SECONDS = 20
"""How long an answer goes on after the last has begun, about."""
A_SECOND = 25
"""How many begin in a second, at most."""


@dataclass(frozen=True, kw_only=True)
class Held:
    whole: int
    """Answers that came to their end with every event."""
    bytes_each: float
    pace: float
    """How long they took, by how long their model took; the median."""
    microseconds_per_event: float
    """Of the server's processor, while all of them were open."""


async def held(running: Running, *, answers: int, per_second: int) -> Held:
    """Open so many answers of so many events a second each, and read all of them to their end."""
    words = per_second * (SECONDS + answers // A_SECOND)
    text = "script:" + json.dumps({"words": words, "pace": 1 / per_second})
    async with Client(running) as first:
        await first.ask("Hello")
    before, clients, began, reading = running.memory, [], [], []
    for _ in range(answers):
        client = await Client(running).__aenter__()
        clients.append(client)
        began.append(time.perf_counter())
        await client.begin(text)
        reading.append(asyncio.create_task(_read(client)))
        await asyncio.sleep(max(0, began[0] + len(began) / A_SECOND - time.perf_counter()))
    used, known = running.processor_seconds, sum(client.events for client in clients)
    await asyncio.sleep(SECONDS / 4)
    used, known = running.processor_seconds - used, sum(client.events for client in clients) - known
    memory = running.memory - before
    ended = await asyncio.gather(*reading)
    took = sorted(end - begin for begin, end in zip(began, ended, strict=True))
    for client in clients:
        await client.__aexit__()
    return Held(
        whole=sum(client.events > words for client in clients),
        bytes_each=memory / answers,
        pace=took[len(took) // 2] / (words / per_second),
        microseconds_per_event=used / max(1, known) * 1e6,
    )


async def _read(client: Client) -> float:
    await client.rest()
    return time.perf_counter()
