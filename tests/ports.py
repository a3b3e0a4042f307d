"""Ports of this machine: one that is free, and one on which somebody has begun to listen."""

from __future__ import annotations

import os
import socket
import time
from itertools import count

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
_ports = count(20_000 + 1_000 * WORKER + os.getpid() % 500)
"""Below those that the system gives to whoever connects, and apart from those of the other processes of a run."""


def free_port() -> int:
    for port in _ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("There is no end to numbers.")


def wait_for(port: int, *, seconds: float = 15) -> None:
    """Until somebody takes connections there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"Nobody listens on port {port}.")
