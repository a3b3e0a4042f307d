"""A PostgreSQL of the tests' own, on a free port of this machine: `python -m tests.postgres COMMAND …`.

Runs the command with DATABASE_URL set, and takes the server away afterwards.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port


def programs() -> Path:
    """Where the system's package put `initdb`, which is not on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path))
    if not found:
        raise SystemExit("PostgreSQL is not installed; run tests/install, or install the package postgresql.")
    return found[0].parent


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that can be stopped and started again."""

    url: str
    """Without a database."""
    _control: list[str]
    _options: str

    def start(self) -> None:
        subprocess.run([*self._control, "-o", self._options, "start"], check=True)

    def stop(self) -> None:
        """As a power failure does."""
        subprocess.run([*self._control, "-m", "immediate", "stop"], check=True)


@contextmanager
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="chatkit-postgres-") as folder:
        owner = _unprivileged(folder)
        port = free_port()
        data = f"{folder}/data"
        bin_ = programs()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=500"
        control = [*owner, str(bin_ / "pg_ctl"), "-D", data, "-w", "-s", "-l", f"{folder}/log"]
        subprocess.run(
            [*owner, bin_ / "initdb", "-D", data, "-U", "chat", "-A", "trust", "-E", "UTF8"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        running = Cluster(f"postgres://chat@127.0.0.1:{port}", control, options)
        running.start()
        try:
            yield running
        finally:
            running.stop()


@contextmanager
def server() -> Iterator[str]:
    """A running server; its URL, without a database."""
    with cluster() as running:
        yield running.url


def _unprivileged(folder: str) -> list[str]:
    # PostgreSQL refuses to run as root; its package brings a user for it.
    if os.geteuid() != 0:
        return []
    postgres = pwd.getpwnam("postgres")
    os.chown(folder, postgres.pw_uid, postgres.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


if __name__ == "__main__":
    with server() as url:
        raise SystemExit(subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": f"{url}/postgres"}))
