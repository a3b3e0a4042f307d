"""A Redis of the tests' own, on a free port of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.ports import free_port, wait_for


def is_installed() -> bool:
    return shutil.which("redis-server") is not None


@contextmanager
def server(port: int | None = None, *, password: str = "") -> Iterator[str]:
    """A running server; its URL."""
    program = shutil.which("redis-server")
    assert program, "Redis is not installed; run tests/install."
    port = port or free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    if password:
        command += ["--requirepass", password]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        wait_for(port)
        try:
            yield f"redis://{f':{password}@' if password else ''}127.0.0.1:{port}/0"
        finally:
            process.terminate()


@contextmanager
def overheard(url: str) -> Iterator[bytearray]:
    """All that the server is told meanwhile, as it comes. It leaves out how clients say who they are."""
    parts = urlsplit(url)
    said = bytearray()
    with socket.create_connection((parts.hostname, parts.port or 6379)) as connection:
        if parts.password:
            connection.sendall(f"AUTH {parts.password}\r\n".encode())
        connection.sendall(b"MONITOR\r\n")
        listener = threading.Thread(target=_listen, args=(connection, said))
        listener.start()
        yield said
        connection.shutdown(socket.SHUT_RDWR)
        listener.join()


def _listen(connection: socket.socket, said: bytearray) -> None:
    while heard := connection.recv(65536):
        said += heard
