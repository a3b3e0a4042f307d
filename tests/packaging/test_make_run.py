"""`make run` is all that a fresh checkout needs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.people import message
from tests.ports import free_port, wait_for
from tests.site import ROOT

SECONDS = 300
OURS = ("CHATKIT", "DATABASE_", "DJANGO_", "MAKE", "MFLAGS", "OPENAI_", "REDIS_", "SECRET_", "TEST_", "VIRTUAL_ENV")
"""What the variables begin with that this run has and a fresh shell has not."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """What git knows of this checkout, as a fresh one; where its site is, and what `make run` prints."""
    folder = tmp_path_factory.mktemp("checkout")
    copy = f"git ls-files -z | tar --create --null --files-from=- | tar --extract --directory={folder}"
    subprocess.run(copy, shell=True, cwd=ROOT, check=True)  # noqa: S602 - ours
    port, printed = free_port(), folder / "printed"
    known = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with printed.open("w") as log:
        command = ["make", "run", f"PORT={port}"]
        make = subprocess.Popen(command, cwd=folder, env=known, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_for(port, seconds=SECONDS)
            yield f"http://127.0.0.1:{port}", printed
        finally:
            os.killpg(make.pid, signal.SIGTERM)
            make.wait(30)


def test_whoever_reads_what_it_prints_can_sign_in_and_ask(running: tuple[str, Path]) -> None:
    url, printed = running
    name, password = re.findall(r"^  (\w+) +password (\S+)", printed.read_text(), re.MULTILINE)[0]
    with httpx2.Client(base_url=url, follow_redirects=True, timeout=30) as http:
        http.get("/accounts/login/")
        token = {"X-CSRFToken": http.cookies["csrftoken"], "Referer": url}
        sent = http.post("/accounts/login/", data={"login": name, "password": password}, headers=token)
        assert sent.status_code == 200
        token["X-CSRFToken"] = http.cookies["csrftoken"]
        asked = {"type": "threads.create", "params": {"input": message("How do I approve a tool?")}}
        answered = http.post("/chat/wire/", json=asked, headers=token)
        assert f"{url}/docs/tools/" in answered.text
        assert '"type":"thread.item.done"' in answered.text
