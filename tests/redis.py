"""A Redis of the tests' own, on a free port of this machine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.ports import free_port, wait_for


@contextmanager
def server(port: int | None = None) -> Iterator[str]:
    """A running server; its URL."""
    program = shutil.which("redis-server")
    assert program, "Redis is not installed; run tests/install."
    port = port or free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        wait_for(port)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
