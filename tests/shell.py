"""A shell of a site's that stays open: Python there takes as long as it takes, and not as long as Django to start."""

from __future__ import annotations

import json
import os

from tests.nursery import Born

LOOP = """
import contextlib, io, json, sys, traceback
from django.db import connections
for line in sys.stdin:
    said, failed = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {})
    except BaseException:
        failed = traceback.format_exc()
    connections.close_all()
    print(json.dumps([said.getvalue(), failed]), flush=True)
"""


class Shell:
    """One process; `run` it as often as you like, and `close` it."""

    def __init__(self, environment: dict[str, str]) -> None:
        (told, tell), (heard, hears) = os.pipe(), os.pipe()
        command = ["manage.py", "shell", "--verbosity", "0", "-c", LOOP]
        self._process = Born(command, environment, [told, hears, 2])
        os.close(told)
        os.close(hears)
        self._tell, self._heard = os.fdopen(tell, "w"), os.fdopen(heard)

    def run(self, source: str) -> str:
        """What it prints."""
        self._tell.write(f"{json.dumps(source)}\n")
        self._tell.flush()
        said, failed = json.loads(self._heard.readline())
        assert not failed, failed
        return str(said)

    def close(self) -> None:
        self._tell.close()  # it ends when it is told nothing more
        self._process.wait()
        self._heard.close()
