"""A whole site in a process of its own: migrated, loaded, served by daphne on a port of this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx2

from tests.databases import database
from tests.nursery import Born, run
from tests.ports import free_port
from tests.shell import Shell

ROOT = Path(__file__).resolve().parent.parent
SERVERS = {
    "daphne": "daphne --verbosity 0 -e tcp:{port}:interface=127.0.0.1:backlog=1024",
    "uvicorn": "uvicorn --lifespan on --timeout-graceful-shutdown 10 --log-level warning --port {port}",
}
USUAL = {"DJANGO_SETTINGS_MODULE": "tests.settings", "SECRET_KEY": "for tests only", "CHATKIT_UI": "builtin"}


class Site:
    """Starts when it is entered and stops when it is left. `environment` differs from site to site."""

    def __init__(self, folder: Path, *, server: str = "daphne", **environment: str) -> None:
        self.folder = folder
        self.server = server
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"site-{self.port}.log"
        self.shell: Shell | None = None
        self.process: Born | subprocess.Popen[bytes]
        self.environment = {**os.environ, **USUAL, "TEST_FILES": str(folder / "files"), **environment}
        # One that sign-in elsewhere adds tables to, or that is given, is not like the others.
        self.is_filled = not environment.keys() & {"DATABASE_URL", "SOCIAL_SIGN_IN"}
        if "DATABASE_URL" not in environment:
            self.environment["DATABASE_URL"] = database(folder, fill)

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's database; what it prints."""
        return _manage(self.environment, *arguments)

    def python(self, *lines: str) -> str:
        """Run some Python in the site's shell, with its models and `User` at hand; what it prints."""
        imports = "from accounts.models import User; from chat.models import *; from gallery.models import Note"
        self.shell = self.shell or Shell(self.environment)
        return self.shell.run("\n".join([imports, *lines])).strip()

    def __enter__(self) -> Self:
        if not self.is_filled:
            fill(self.environment["DATABASE_URL"], **self.environment)
        self.start()
        return self

    def start(self, *, afresh: bool = False) -> None:
        """Serve, and return when the site answers; `afresh`: with nothing imported before."""
        command = ["-m", *served_by(self.server, self.port), "config.asgi:application"]
        with self.log.open("a") as log, Path(os.devnull).open() as nothing:
            if afresh:
                command = [sys.executable, *command]
                self.process = subprocess.Popen(command, env=self.environment, stdin=nothing, stdout=log, stderr=log)
            else:
                self.process = Born(command, self.environment, [nothing, log, log])
        for _ in range(200):
            try:
                httpx2.get(f"{self.url}/healthz")
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
        if self.shell:
            self.shell.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def served_by(server: str, port: int, *, among: dict[str, str] = SERVERS) -> list[str]:
    """The command of a server, but for the application."""
    return among[server].format(port=port).split()


def fill(url: str, **environment: str) -> None:
    """Migrate the database of a URL, and read this site's pages into it."""
    known = {**os.environ, **USUAL, **environment, "DATABASE_URL": url}
    _manage(known, "migrate", "--verbosity", "0")
    _manage(known, "load_handbook")


def _manage(environment: dict[str, str], *arguments: str) -> str:
    done = run(["manage.py", *arguments], environment)
    assert done.returncode == 0, done.stderr
    return done.stdout
