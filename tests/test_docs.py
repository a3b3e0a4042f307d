"""The documentation says what the code does."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands


def test_the_table_of_settings_is_the_one_that_the_code_prints(root: Path) -> None:
    table = io.StringIO()
    call_command("chatkit_settings", stdout=table)
    assert table.getvalue() in (root / "docs/settings.md").read_text(), "Run make settings."


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


def _commands() -> list[tuple[str, str]]:
    pages = [*sorted(Path("docs").rglob("*.md")), Path("README.md")]
    return [
        (f"{page}:{text[: match.start()].count(chr(10)) + 1}", match[1])
        for page in pages
        for text in [page.read_text()]
        for match in re.finditer(r"```sh\n(.*?)```", text, re.DOTALL)
    ]


@pytest.mark.parametrize(("place", "snippet"), _commands(), ids=lambda value: value.partition("\n")[0][:60])
def test_a_command_is_one_that_there_is(place: str, snippet: str, root: Path) -> None:
    targets = re.findall(r"^(\w+):", (root / "Makefile").read_text(), re.MULTILINE)
    for line in snippet.splitlines():
        if made := re.match(r"(?:\w+=\S+ )*make (\w+)", line):
            assert made[1] in targets, place
        if managed := re.search(r"manage\.py (\w+)", line):
            assert managed[1] in get_commands() or managed[1] == "stock_the_shop", place


def test_the_commands_that_the_text_names_are_there(root: Path) -> None:
    text = " ".join(page.read_text() for page in (root / "docs").rglob("*.md"))
    assert set(re.findall(r"manage\.py (\w+)", text)) <= get_commands().keys()
