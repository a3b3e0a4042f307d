"""The wheel holds the app, all of it and nothing else."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

from tests.site import ROOT


def test_it_has_what_is_in_the_repository(wheel: Path) -> None:
    known = subprocess.run(["git", "ls-files", "chat"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    packed = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert sorted(packed) == sorted(known.splitlines())
    needed = ("chat/py.typed", "chat/locale/de/LC_MESSAGES/django.mo", "chat/static/chatkit/host.js", "chat/urls.py")
    assert [name for name in needed if name not in packed] == []


def test_it_asks_for_little(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(name for name in archive.namelist() if name.endswith("METADATA"))).decode()
    required = [line.split(" ", 1)[1] for line in metadata.splitlines() if line.startswith("Requires-Dist")]
    always = [name for name in required if "extra ==" not in name]
    assert sorted(re.split("[<>]", name)[0] for name in always) == [
        "django",
        "openai-agents",
        "openai-chatkit",
    ]
