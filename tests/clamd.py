"""A clamd of the tests': it speaks the protocol, and knows one harmful file."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Cut in two, so that no scanner takes this file for it: https://www.eicar.org/download-anti-malware-testfile/
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self.rfile.readline().strip()
        assert command == b"nINSTREAM", command
        given = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            given += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Signature FOUND\n" if EICAR in given else b"stream: OK\n")


@contextmanager
def running() -> Iterator[str]:
    """Its address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
