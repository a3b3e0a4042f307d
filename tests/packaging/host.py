"""A site that is not ours, in an environment of its own: its commands, and its servers on loopback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.ports import free_port, wait_for

SESSION = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
user, _ = get_user_model().objects.get_or_create(username="{name}", is_staff=True, is_superuser=True)
request = HttpRequest()
request.session = import_module(settings.SESSION_ENGINE).SessionStore()
login(request, user, backend="django.contrib.auth.backends.ModelBackend")
request.session.save()
print(request.session.session_key)
"""


class Host:
    def __init__(self, python: Path, folder: Path) -> None:
        self.python, self.folder = python, folder
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTHON", "DATABASE"))
        }
        self.environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1"}

    def manage(self, *arguments: str) -> str:
        return self._run("manage.py", *arguments)

    def module(self, *arguments: str) -> str:
        return self._run("-m", *arguments)

    def _run(self, *arguments: str) -> str:
        command = [str(self.python), "-W", "error::DeprecationWarning:chat", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    @contextmanager
    def serving(self, *command: str) -> Iterator[int]:
        """A server whose last argument is its port, which is added."""
        port = free_port()
        with (self.folder / f"server-{port}.log").open("w") as log:
            arguments = [str(self.python), *command, str(port)]
            with subprocess.Popen(arguments, cwd=self.folder, env=self.environment, stdout=log, stderr=log) as process:
                wait_for(port)
                try:
                    yield port
                finally:
                    process.terminate()

    def session_of(self, name: str) -> str:
        """The cookie of somebody who has signed in, and may do everything."""
        return self.manage("shell", "--verbosity", "0", "--command", SESSION.format(name=name)).strip()


def browser(url: str, session: str, page: str) -> httpx2.Client:
    """A client with the cookies of somebody who has opened a page of the chat."""
    http = httpx2.Client(base_url=url, cookies={"sessionid": session}, timeout=30)
    opened = http.get(page)
    assert opened.status_code == 200, opened.text
    http.headers["X-CSRFToken"] = http.cookies["csrftoken"]
    return http
