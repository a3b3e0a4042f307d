"""`make bench`: this server, two other designs and what limits them, in turns, in one run, on a PostgreSQL of its own.

Ours has somebody signed in, limits, claims, checkpoints and everything else switched on; of the others nobody is asked
who they are. `make bench PARTS=turns`, `open` or `start` measures one part, and `ROUNDS=1` everything only once.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.contenders import DESIGN, LIMITS, OURS, SAMPLE, Running, running
from benchmarks.held import held
from benchmarks.load import Figures, turns
from benchmarks.start import first_and_tenth

ROUNDS = int(os.environ.get("ROUNDS", "5"))
LOADS = {1: 8, 16: 3, 64: 1}
"""Turns that each client takes, by the number of clients at once."""
OPEN = ((500, 20), (2000, 1))
"""Answers that are open at once, and how many events a second each has."""


def main() -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # the client's and the servers': an open answer is a file
    parts = {"turns": _turns, "open": _open, "start": _start}
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or parts:
            parts[name](Path(folder))


def _turns(folder: Path) -> None:
    on_sqlite = [one.on_sqlite(folder) for one in OURS]
    everybody = [*OURS, *on_sqlite, SAMPLE, DESIGN, *LIMITS]
    for what, contenders in (
        ("with the Agents SDK", everybody),
        ("events at once", [one.bare() for one in everybody]),
    ):
        with running(contenders, folder) as targets:
            for clients, each in LOADS.items():
                _table(f"{clients} at once, {what}", _measured(targets, clients=clients, each=each))


def _measured(targets: list[Running], *, clients: int, each: int) -> dict[str, Figures]:
    found: dict[str, list[Figures]] = {target.contender.title: [] for target in targets}
    for _ in range(ROUNDS):
        for target in targets:
            found[target.contender.title].append(asyncio.run(turns(target, clients=clients, each=each)))
    return {name: _median(rounds) for name, rounds in found.items()}


def _median(rounds: list[Figures]) -> Figures:
    def of(read: Callable[[Figures], float]) -> float:
        return statistics.median(map(read, rounds))

    return Figures(
        first_event=of(lambda one: one.first_event),
        turns_per_second=of(lambda one: one.turns_per_second),
        events_per_second=of(lambda one: one.events_per_second),
        microseconds_per_event=of(lambda one: one.microseconds_per_event),
    )


def _table(title: str, found: dict[str, Figures]) -> None:
    design, sample = found[DESIGN.title].turns_per_second, found[SAMPLE.title].turns_per_second
    _say(f"\n{title} (medians of {ROUNDS})\n")
    _row("", "first event", "turns/s", "events/s", "µs of processor/event", "× SQLAlchemy", "× the sample")
    _row(*["---"] * 7)
    for name, one in found.items():
        rate = one.turns_per_second
        _row(
            name,
            f"{one.first_event * 1000:.1f} ms",
            f"{rate:.1f}",
            f"{one.events_per_second:.0f}",
            f"{one.microseconds_per_event:.0f}",
            f"{rate / design:.2f}",
            f"{rate / sample:.2f}",
        )


def _open(folder: Path) -> None:
    for answers, per_second in OPEN:
        _say(f"\n{answers} answers open in one process, {per_second} events a second each\n")
        _row("", "whole", "took, by what the model took", "KB each", "µs of processor/event")
        _row(*["---"] * 5)
        for contender in (*OURS, SAMPLE):
            with running([contender], folder) as (target,):
                one = asyncio.run(held(target, answers=answers, per_second=per_second))
            _row(
                contender.title,
                f"{one.whole}",
                f"{one.pace:.2f}",
                f"{one.bytes_each / 1000:.0f}",
                f"{one.microseconds_per_event:.0f}",
            )


def _start(folder: Path) -> None:
    _say(f"\nthe first request after start, and the tenth (medians of {ROUNDS} starts)\n")
    _row("", "first", "tenth", "×")
    _row(*["---"] * 4)
    for contender in (*OURS, SAMPLE, DESIGN):
        first, tenth = first_and_tenth(contender, folder, starts=ROUNDS)
        _row(contender.title, f"{first * 1000:.0f} ms", f"{tenth * 1000:.0f} ms", f"{first / tenth:.1f}")


def _row(*cells: str) -> None:
    _say(f"| {' | '.join(cells)} |")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
