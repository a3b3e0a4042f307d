"""What the processes of the tests are born of: one that has imported what takes seconds, and forks.

Each has an environment, files and a memory of its own, as if it had been started afresh; that it was not saves half of
the time that the tests take.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
IMPORTED = (
    *("agents", "chatkit.server", "chatkit.agents", "openai"),
    *("django.core.management", "django.db.models", "httpx2", "psycopg.types.json", "redis.asyncio"),
    *("autobahn.twisted.websocket", "twisted.internet.asyncioreactor", "twisted.web.http", "uvicorn.main"),
    *("opentelemetry.metrics", "opentelemetry.sdk.trace"),
    *("fido2.server", "jsonschema", "markdown_it", "snowballstemmer"),
)
"""What takes longest, and knows nothing of settings or of an event loop."""
NUMBERS = 100
"""Bytes that hold a number."""


class Born:
    """A process, as `subprocess.Popen` shows one: `manage.py …` or `-m module …`, with these files as 0, 1 and 2."""

    def __init__(self, command: list[str], environment: dict[str, str], files: list[IO[Any] | int]) -> None:
        self.returncode: int | None = None
        self.pid = _nursery().ask({"command": command, "environment": environment}, [_number(file) for file in files])
        self._fd = os.pidfd_open(self.pid)

    def poll(self) -> int | None:
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """How it ended; None while it has not, and a timeout of 0. Raises `TimeoutExpired` for a longer one."""
        if self.returncode is None:
            if not select.select([self._fd], [], [], timeout)[0]:
                if timeout:
                    raise subprocess.TimeoutExpired("a process of the tests", timeout)
                return None
            self.returncode = _nursery().ask({"reap": self.pid}, [])
            os.close(self._fd)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Wait until a command is over, as `subprocess.run` does; what it printed is in the answer."""
    with (
        tempfile.TemporaryFile("w+") as said,
        tempfile.TemporaryFile("w+") as wrong,
        Path(os.devnull).open() as nothing,
    ):
        status = Born(command, environment, [nothing, said, wrong]).wait()
        said.seek(0)
        wrong.seek(0)
        return subprocess.CompletedProcess(command, status or 0, said.read(), wrong.read())


def _number(file: IO[Any] | int) -> int:
    return file if isinstance(file, int) else file.fileno()


class _Nursery:
    """This process's end of it."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.nursery", str(theirs.fileno())]
        self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])
        theirs.close()
        self._one_at_a_time = threading.Lock()
        atexit.register(self._end)

    def ask(self, what: dict[str, Any], files: list[int]) -> int:
        with self._one_at_a_time:
            content = json.dumps(what).encode()
            socket.send_fds(self._ours, [str(len(content)).encode().ljust(NUMBERS)], files)
            self._ours.sendall(content)
            return int(self._ours.recv(NUMBERS))

    def _end(self) -> None:
        self._ours.close()
        self._process.wait()


@cache
def _nursery() -> _Nursery:
    return _Nursery()


def _serve(asked: socket.socket) -> list[str] | None:
    """Answer until nobody asks any more. In a process that is born here, its command."""
    while True:
        length, files, _flags, _address = socket.recv_fds(asked, NUMBERS, 3)
        if not length:
            return None
        content = b""
        while len(content) < int(length):
            content += asked.recv(int(length) - len(content))
        what = json.loads(content)
        if pid := what.get("reap"):
            status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            asked.sendall(str(status).encode().ljust(NUMBERS))
        elif pid := os.fork():
            for file in files:
                os.close(file)
            asked.sendall(str(pid).encode().ljust(NUMBERS))
        else:
            asked.close()
            _become(what["environment"], files)
            return list(what["command"])


def _become(environment: dict[str, str], files: list[int]) -> None:
    for target, file in enumerate(files):
        os.dup2(file, target)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)


def _main() -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    importlib.import_module("chat.schemas").build()
    gc.freeze()
    command = _serve(socket.socket(fileno=int(sys.argv[1])))
    if command and command[0] == "-m":
        sys.argv = command[1:]
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    elif command:
        sys.argv = command
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    _main()
