"""A whole site in a process of its own: migrated, loaded, served by daphne on a port of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Self

import httpx2
import psycopg

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent


SERVERS = {
    "daphne": ["daphne", "-b", "127.0.0.1", "-p"],
    "uvicorn": ["uvicorn", "--timeout-graceful-shutdown", "10", "--log-level", "warning", "--port"],
}


class Site:
    """Starts when it is entered and stops when it is left. `environment` differs from site to site."""

    def __init__(self, folder: Path, *, server: str = "daphne", **environment: str) -> None:
        self.folder = folder
        self.server = server
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"site-{self.port}.log"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "SECRET_KEY": "for tests only",
            "DATABASE_URL": environment.get("DATABASE_URL") or database(folder),
            "CHATKIT_UI": "builtin",
            **environment,
        }

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's database; what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def python(self, *lines: str) -> str:
        """Run some Python in the site's shell, with its models and `User` at hand; what it prints."""
        imports = "from accounts.models import User; from chat.models import *; from gallery.models import Note"
        return self.manage("shell", "--verbosity", "0", "-c", "\n".join([imports, *lines])).strip()

    def __enter__(self) -> Self:
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_handbook")
        self.start()
        return self

    def start(self) -> None:
        command = [sys.executable, "-m", *SERVERS[self.server], str(self.port), "config.asgi:application"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        for _ in range(200):
            try:
                httpx2.get(f"{self.url}/accounts/login/")
            except httpx2.TransportError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log.read_text())

    def twin(self, **environment: str) -> Site:
        """Another process of the same site, on the same database; started, and to be stopped by whoever asks."""
        other = Site(self.folder, server=self.server, **{**self.environment, **environment})
        other.start()
        return other

    def kill(self) -> None:
        """End it as a power failure does."""
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def database(folder: Path) -> str:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:///{folder / f'site-{uuid.uuid4().hex}.sqlite3'}"
    name = f"site_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{url.rpartition('/')[0]}/{name}"
