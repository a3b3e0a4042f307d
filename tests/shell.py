"""A shell of a site's that stays open: Python there takes as long as it takes, and not as long as Django to start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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
        command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", LOOP]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, source: str) -> str:
        """What it prints."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(source)}\n")
        self._process.stdin.flush()
        said, failed = json.loads(self._process.stdout.readline())
        assert not failed, failed
        return str(said)

    def close(self) -> None:
        self._process.communicate()  # it ends when it is told nothing more
