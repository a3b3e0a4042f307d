"""nginx as `deploy/` has it, on loopback, before processes of the tests' own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.ports import free_port, wait_for
from tests.site import ROOT

DEPLOY = ROOT / "deploy"
PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"


@contextmanager
def before(ports: list[int], folder: Path) -> Iterator[str]:
    """A running nginx; its URL. Of the shipped files only the ports are others, and that there is no certificate."""
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
    command = [PROGRAM, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with subprocess.Popen(command) as process:
        wait_for(port)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def fault_of_the_shipped(folder: Path) -> str:
    """What nginx has against the files as they are, but for the place of the certificate; nothing, if all is well."""
    paths = {"/etc/ssl/certs/chat.pem": folder / "chat.pem", "/etc/ssl/private/chat.key": folder / "chat.key"}
    _make_certificate(*paths.values())
    for name in ("nginx.conf", "upstream.conf", "listen.conf"):
        text = (DEPLOY / name).read_text()
        for known, own in paths.items():
            text = text.replace(known, str(own))
        (folder / name).write_text(text)
    options = f"pid {folder}/pid; error_log stderr;"
    command = [PROGRAM, "-t", "-q", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", options]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


def _make_certificate(certificate: Path, key: Path) -> None:
    """For a name that nobody has."""
    own = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.example.org")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, own.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(own, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    how = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key.write_bytes(own.private_bytes(*how))
