"""The documentation says what the code does."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from chat.conf import Configuration


def test_every_setting_is_documented_as_it_is(root: Path) -> None:
    documented = (root / "docs/settings.md").read_text()
    for item in fields(Configuration):
        given = item.default if item.default_factory is MISSING else item.default_factory()
        default = repr(given).replace("'", '"')
        assert f"| `{item.name}` | `{default}` | {item.metadata['sentence']} |" in documented, item.name


def test_every_environment_variable_is_documented(root: Path) -> None:
    documented = (root / "docs/settings.md").read_text()
    read = re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', (root / "config/settings.py").read_text())
    assert len(read) > 10
    assert [name for name in read if f"| `{name}` |" not in documented] == []


@pytest.mark.parametrize("page", [*sorted(Path("docs").rglob("*.md")), Path("README.md"), Path("SECURITY.md")], ids=str)
def test_links_between_files_lead_somewhere(page: Path, root: Path) -> None:
    for target in re.findall(r"\]\((?!\w+:|#)([^)#]+)", (root / page).read_text()):
        assert (root / page).parent.joinpath(target).exists(), target


def test_every_file_that_the_documentation_names_is_there(root: Path) -> None:
    for page in (root / "docs").rglob("*.md"):
        for name in re.findall(
            r"`((?:chat|tests|frontend|config|accounts|handbook|gallery)/[\w/.]+)`", page.read_text()
        ):
            assert (root / name).exists(), f"{page.name} names {name}"
