"""The package as others get it: a wheel, in environments that have nothing of this checkout.

PACKAGED_PYTHON is another Python for them, and PACKAGED_WITH what else they have, as `Django~=6.0` (`make matrix`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def plain(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the package and what it cannot do without; uvicorn comes with the SDK."""
    return _python(tmp_path_factory.mktemp("plain"), str(wheel))


@pytest.fixture(scope="session")
def searching(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the package and its search."""
    return _python(tmp_path_factory.mktemp("searching"), f"{wheel}[search]")


def _python(folder: Path, *packages: str) -> Path:
    interpreter = os.environ.get("PACKAGED_PYTHON", sys.executable)
    subprocess.run([interpreter, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin/python"
    pip("--python", str(python), "install", *packages, *os.environ.get("PACKAGED_WITH", "").split())
    return python


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)
