"""Who is compared: this server under three servers on two databases, two other designs, and what limits them all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx2

from tests.people import Person
from tests.ports import wait_for
from tests.site import ROOT, SERVERS, Site, fill, served_by

GRANIAN = "granian --interface asgi --no-ws --backpressure 4096 --log-level warning --port {port}"
COMMANDS = {**SERVERS, "granian": GRANIAN}


@dataclass(frozen=True, kw_only=True)
class Contender:
    name: str
    server: str
    application: str = "benchmarks.plain:application"
    without_agents: str = "benchmarks.bare:application"
    path: str = "/chat/wire/"
    signs_in: bool = True
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.name}, {self.server}"

    def bare(self) -> Contender:
        """The same without agents."""
        return replace(self, application=self.without_agents, environment={**self.environment, "BARE": "1"})

    def on_sqlite(self, folder: Path) -> Contender:
        given = {"DATABASE_URL": f"sqlite:///{folder / self.server}.sqlite3"}
        return replace(self, name=f"{self.name} on SQLite", environment=given)


def _other(name: str, application: str, *, path: str = "/chatkit", signs_in: bool = False) -> Contender:
    return Contender(
        name=name, server="uvicorn", application=application, without_agents=application, path=path, signs_in=signs_in
    )


OURS = [Contender(name="this server", server=server) for server in COMMANDS]
SAMPLE, DESIGN = _other("the sample", "benchmarks.sample:app"), _other("SQLAlchemy", "benchmarks.design:app")
LIMITS = [
    _other("Django alone", "benchmarks.only_django:application", path="/only-django/", signs_in=True),
    _other("the SDKs alone", "benchmarks.only_sdks:app"),
    _other("the limit", "benchmarks.limit:app"),
]
"""What none can pass that is made of Django, of the SDKs, or that streams at all."""


class Running:
    """A contender's process, and what a client brings along."""

    def __init__(self, contender: Contender, folder: Path, *, like: Running | None = None) -> None:
        """`like` lends its database, and who is signed in there."""
        self.contender = contender
        lent = {"DATABASE_URL": like.site.environment["DATABASE_URL"]} if like else {}
        site = Site(folder, PYTHONWARNINGS="ignore", **contender.environment, **lent)
        if "DATABASE_URL" in contender.environment:
            fill(contender.environment["DATABASE_URL"])
        self.port = site.port
        command = [
            *(sys.executable, "-m"),
            *served_by(contender.server, self.port, among=COMMANDS),
            contender.application,
        ]
        self._log = site.log.open("w")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=site.environment, stdout=self._log, stderr=self._log, start_new_session=True
        )
        wait_for(self.port)
        httpx2.get(f"{site.url}/healthz", timeout=30)  # granian listens before it has imported the application
        self.site = site
        self.headers = like.headers if like else self._signed_in() if contender.signs_in else {}

    def _signed_in(self) -> dict[str, str]:
        alice = Person.signed_up(self.site, "alice")
        cookies = "; ".join(f"{name}={value}" for name, value in alice.http.cookies.items())
        token = alice.http.cookies["csrftoken"]
        alice.http.close()
        return {"Cookie": cookies, "X-CSRFToken": token}

    @property
    def processor_seconds(self) -> float:
        """What it and its workers have used so far."""
        ticks = 0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """Bytes that it and its workers hold now."""
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self._pids())
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _pids(self) -> Iterator[int]:
        waiting = [self.process.pid]
        while waiting:
            pid = waiting.pop()
            yield pid
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._log.close()


@contextmanager
def running(contenders: list[Contender], folder: Path) -> Iterator[list[Running]]:
    started: list[Running] = []
    try:
        started += (Running(contender, folder) for contender in contenders)
        yield started
    finally:
        for one in started:
            one.stop()
