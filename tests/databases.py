"""Databases for the sites of the tests: one is migrated and filled, and the others are copies of it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

import psycopg

Fill = Callable[[str], None]
"""Migrates the database of a URL, and reads this site's pages into it."""


def database(folder: Path, fill: Fill) -> str:
    """The URL of a new one, of the kind that DATABASE_URL names."""
    pattern = _pattern(fill)
    if _server():
        return _created(template=pattern.rpartition("/")[2])
    file = folder / f"site-{uuid.uuid4().hex}.sqlite3"
    shutil.copy(pattern.removeprefix("sqlite:///"), file)
    return f"sqlite:///{file}"


@cache
def _pattern(fill: Fill) -> str:
    """What the others are copies of. Nobody else is ever connected to it, as PostgreSQL wants it."""
    pattern = _created(template="template1") if _server() else f"sqlite:///{_folder() / 'pattern.sqlite3'}"
    fill(pattern)
    return pattern


def _server() -> str:
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def _created(*, template: str) -> str:
    name = f"site_{uuid.uuid4().hex}"
    with psycopg.connect(_server(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return f"{_server().rpartition('/')[0]}/{name}"


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="chatkit-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
