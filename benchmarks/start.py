"""How long the first request of a process takes, against the tenth."""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path

from benchmarks.contenders import Contender, Running, running
from benchmarks.load import Client


def first_and_tenth(contender: Contender, folder: Path, *, starts: int) -> tuple[float, float]:
    """Seconds, the medians of some starts. Whoever asks has signed in before the process began."""
    found = []
    with running([contender], folder) as (earlier,):
        for _ in range(starts):
            again = Running(contender, folder, like=earlier)
            try:
                found.append(asyncio.run(_first_and_tenth(again)))
            finally:
                again.stop()
    first, tenth = zip(*found, strict=True)
    return statistics.median(first), statistics.median(tenth)


async def _first_and_tenth(running: Running) -> tuple[float, float]:
    async with Client(running) as client:
        times = []
        for _ in range(10):
            begin = time.perf_counter()
            await client.ask("Hello")
            times.append(time.perf_counter() - begin)
    return times[0], times[-1]
