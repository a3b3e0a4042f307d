"""nginx as `deploy/` has it, on loopback, before processes of the tests' own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port, wait_for
from tests.site import ROOT

DEPLOY = ROOT / "deploy"


@contextmanager
def before(ports: list[int], folder: Path) -> Iterator[str]:
    """A running nginx; its URL. Of the shipped files only the ports are others, and that there is no certificate."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    upstream = (DEPLOY / "upstream.conf").read_text()
    for known, own in zip(("8001", "8002"), ports, strict=True):
        upstream = upstream.replace(f"127.0.0.1:{known}", f"127.0.0.1:{own}")
    (folder / "upstream.conf").write_text(upstream)
    (folder / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    shipped = (DEPLOY / "nginx.conf").read_text()
    shipped = re.sub(r"http \{", f"http {{\n{paths}", shipped, count=1)
    (folder / "nginx.conf").write_text(f"pid {folder}/pid;\nerror_log {folder}/error.log;\n{shipped}")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with subprocess.Popen(command) as process:
        wait_for(port)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
