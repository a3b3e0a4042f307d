"""A reader, from the side of the site: begun, waited for, and ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from chat.file_rules import FileRules


class Failed(Exception):
    """The file could not be read, or not within what a reader may have."""


def read(job: str, path: Path, folder: Path, rules: FileRules) -> dict[str, Any]:
    """What the reader has to say of a file; what it made is in the folder. Raises `Failed`.

    It gets no environment but where Python finds its modules: a fault in one of its libraries finds no secrets there.
    The folder, in which somebody's file is, is no place for modules (`-P`).
    """
    limits = f"{rules.pixels},{rules.seconds},{rules.memory}"
    command = [sys.executable, "-P", "-m", "chat.reading.worker", job, str(path), str(folder), limits]
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.environ.get("PATH", "")}
    try:
        subprocess.run(  # noqa: S603 - the interpreter that we are
            command,
            check=True,
            timeout=rules.seconds,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        result: dict[str, Any] = json.loads((folder / "result.json").read_text())
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise Failed from error
    return result
