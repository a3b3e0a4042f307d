"""What docs/upgrading.md says is done: forward and back with data, a backup, and a site that is restored from it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.people import Person
from tests.postgres import programs
from tests.site import ROOT, Site

SAID = "Where is the Zanzibar ferry?"
IS_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path) as running:
        yield running


def _commands(heading: str) -> list[str]:
    """The commands under a heading of the page, in their order."""
    page = (ROOT / "docs/upgrading.md").read_text()
    section = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    text = next(one for one in section if one.startswith(f"{heading}\n"))
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def _run(commands: list[str], site: Site, folder: Path, **environment: str) -> None:
    program = folder / "manage.py"
    if not program.exists():
        program.symlink_to(ROOT / program.name)
    path = f"{Path(sys.executable).parent}:{programs()}:{os.environ['PATH']}"
    known = {**site.environment, "PATH": path, "PYTHONPATH": str(ROOT), **environment}
    for command in commands:
        done = subprocess.run(command, shell=True, cwd=folder, env=known, capture_output=True, text=True, check=False)  # noqa: S602 - the page's
        assert done.returncode == 0, f"{command}\n{done.stderr}"


def _file_of(person: Person) -> str:
    sent = person.http.post(
        "/chat/uploads/",
        files={"file": ("ferry.txt", b"It sails at nine.", "text/plain")},
        headers={"X-CSRFToken": person.http.cookies["csrftoken"]},
    )
    return f"/chat/files/{sent.json()['id']}/"


def test_the_tables_go_back_and_forward_with_what_people_wrote(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    thread = alice.thread(SAID)
    before = alice.items(thread)
    site.manage("migrate", "chatkit", "0001", "--verbosity", "0")
    assert alice.items(thread) == before
    site.manage("migrate", "chatkit", "--verbosity", "0")
    assert alice.items(thread) == before
    alice.ask("Go on", thread)


@pytest.mark.skipif(not IS_POSTGRESQL, reason="pg_dump is PostgreSQL's")
def test_a_site_is_restored_from_its_backup(site: Site, tmp_path: Path) -> None:
    alice = Person.signed_up(site, "alice")
    thread, file = alice.thread(SAID), _file_of(alice)
    backup = [command for command in _commands("Backup") if "VACUUM" not in command]
    _run(backup, site, tmp_path, FILES=site.environment["TEST_FILES"])
    url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/restored_{site.port}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE restored_{site.port}".encode())
    files = tmp_path / "restored"
    files.mkdir()
    _run(_commands("Restore"), site, tmp_path, FILES=str(files), DATABASE_URL=url)
    _is_there_again(alice, thread, file, DATABASE_URL=url, TEST_FILES=str(files))
    with psycopg.connect(url) as connection:
        triggers = connection.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'chatkit%'").fetchall()
    assert triggers == [("chatkit_audit_is_added_only",)]


@pytest.mark.skipif(IS_POSTGRESQL, reason="VACUUM INTO is SQLite's")
def test_sqlite_is_copied_while_the_site_runs(site: Site, tmp_path: Path) -> None:
    alice = Person.signed_up(site, "alice")
    thread, file = alice.thread(SAID), _file_of(alice)
    _run([command for command in _commands("Backup") if "VACUUM" in command], site, tmp_path)
    shutil.copytree(site.environment["TEST_FILES"], tmp_path / "restored")
    url = f"sqlite:///{tmp_path / 'chat.sqlite3'}"
    _is_there_again(alice, thread, file, DATABASE_URL=url, TEST_FILES=str(tmp_path / "restored"))


def _is_there_again(person: Person, thread: str, file: str, **environment: str) -> None:
    """On a site of the restored database and files, whose cookies are the same."""
    items = person.items(thread)
    restored = person.site.twin(**environment)
    there = Person(restored, person.name)
    there.sign_in()
    assert there.items(thread) == items
    assert there.http.get(file).content == b"It sails at nine."
    there.ask("Go on", thread)
    restored.__exit__()
