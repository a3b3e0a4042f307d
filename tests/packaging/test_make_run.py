"""The lines of docs/quick-start.md, as somebody types them: a clone, `make run`, and that with a key.

The page's third command, `make test`, is what runs these tests.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests import responses_api
from tests.people import message
from tests.ports import free_port, wait_for
from tests.site import ROOT

SECONDS = 300
OURS = ("CHATKIT", "DATABASE_", "DJANGO_", "MAKE", "MFLAGS", "OPENAI_", "REDIS_", "SECRET_", "TEST_", "VIRTUAL_ENV")
"""What the variables begin with that this run has and a fresh shell has not."""
CLONED, KEYED, _ = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/quick-start.md").read_text(), re.DOTALL)


@contextmanager
def typed(lines: str, folder: Path, **variables: str) -> Iterator[tuple[str, Path]]:
    """Carry these lines out in a folder, until a site answers; where it is, and what was printed."""
    port, printed = free_port(), folder.parent / f"{folder.name}.printed"
    known = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with printed.open("w") as log:
        shell = subprocess.Popen(
            ["bash", "-e", "-c", lines.replace("<this repository>", str(ROOT))],
            cwd=folder,
            env={**known, "PORT": str(port), **variables},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            wait_for(port, seconds=SECONDS)
            yield f"http://127.0.0.1:{port}", printed
        finally:
            os.killpg(shell.pid, signal.SIGTERM)
            shell.wait(30)


@pytest.fixture(scope="module")
def cloned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """What is committed here, as a checkout of somebody else's; where its site is, and what `make run` prints."""
    with typed(CLONED, tmp_path_factory.mktemp("cloned")) as running:
        yield running


def _asked(running: tuple[str, Path], question: str) -> str:
    """What the first of the printed sign-ins is answered."""
    url, printed = running
    name, password = re.findall(r"^  (\w+) +password (\S+)", printed.read_text(), re.MULTILINE)[0]
    with httpx2.Client(base_url=url, follow_redirects=True, timeout=30) as http:
        http.get("/accounts/login/")
        token = {"X-CSRFToken": http.cookies["csrftoken"], "Referer": url}
        signed_in = http.post("/accounts/login/", data={"login": name, "password": password}, headers=token)
        assert signed_in.status_code == 200
        token["X-CSRFToken"] = http.cookies["csrftoken"]
        asked = {"type": "threads.create", "params": {"input": message(question)}}
        return http.post("/chat/wire/", json=asked, headers=token).text


def test_whoever_reads_what_it_prints_can_sign_in_and_ask(cloned: tuple[str, Path]) -> None:
    answer = _asked(cloned, "How do I approve a tool?")
    assert f"{cloned[0]}/docs/tools/" in answer
    assert '"type":"thread.item.done"' in answer


def test_with_a_key_a_language_model_answers(cloned: tuple[str, Path]) -> None:
    checkout = cloned[1].with_suffix("") / "chatkit-for-django"
    with responses_api.running() as api, typed(KEYED, checkout, OPENAI_BASE_URL=api.url) as running:
        assert "Three teapots." in _asked(running, 'script:{"text": "Three teapots."}')
        assert api.headers[0]["authorization"] == "Bearer sk-..."
