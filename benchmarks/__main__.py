"""`make bench`: this server and the SDK's FastAPI sample, in turns, in one run.

Both run the Agents SDK with the same scripted model of 50 deltas. Ours is daphne with SQLite or, with DATABASE_URL,
PostgreSQL, somebody signed in, and everything kept; the sample is uvicorn with a store in memory and nobody signed in.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import Figures, Target, measure
from tests.people import Person
from tests.ports import free_port, wait_for
from tests.site import ROOT, Site

ROUNDS = 5
LOADS = {1: 30, 16: 6}
"""Turns that each client takes, by the number of clients at once."""


@contextmanager
def ours() -> Iterator[Target]:
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder)) as site:
        alice = Person.signed_up(site, "alice")
        cookies = "; ".join(f"{name}={value}" for name, value in alice.http.cookies.items())
        headers = {"Cookie": cookies, "X-CSRFToken": alice.http.cookies["csrftoken"]}
        alice.http.close()
        yield Target(name="this server", url=f"{site.url}/chat/wire/", headers=headers)


@contextmanager
def sample() -> Iterator[Target]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.sample:app", "--port", str(port), "--no-access-log"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield Target(name="the sample", url=f"http://127.0.0.1:{port}/chatkit", headers={})
        process.terminate()


def main() -> None:
    with ours() as one, sample() as other:
        print(f"{'clients':>8}  {'':12}  {'first event':>12}  {'turns/s':>8}   (medians of {ROUNDS} rounds)")
        for clients, turns in LOADS.items():
            figures: dict[str, list[Figures]] = {one.name: [], other.name: []}
            for _ in range(ROUNDS):
                for target in (one, other):
                    figures[target.name].append(asyncio.run(measure(target, clients=clients, turns=turns)))
            _print(clients, figures[one.name], figures[other.name])


def _print(clients: int, one: list[Figures], other: list[Figures]) -> None:
    first, rate = zip(*((_first(side), _rate(side)) for side in (one, other)), strict=True)
    for name, wait, speed in zip(("this server", "the sample"), first, rate, strict=True):
        print(f"{clients:>8}  {name:12}  {wait * 1000:>9.1f} ms  {speed:>8.1f}")
    print(f"{clients:>8}  {'ratio':12}  {first[0] / first[1]:>11.2f}x  {rate[0] / rate[1]:>7.2f}x")


def _first(figures: list[Figures]) -> float:
    return statistics.median(one.first_event for one in figures)


def _rate(figures: list[Figures]) -> float:
    return statistics.median(one.turns_per_second for one in figures)


if __name__ == "__main__":
    main()
