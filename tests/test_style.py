"""The rules of the house, kept by a machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

OURS = [
    path
    for folder in ("chat", "accounts", "config", "handbook", "gallery")
    for path in sorted(Path(folder).rglob("*.py"))
    if "migrations" not in path.parts
]
STORES = {"rows", "models", "moderation", "admin", "privacy"}
ORM = {"cursors.py", "database.py", "search.py", "mentions.py", "registry.py", "doors.py"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", OURS, ids=str)
def test_a_module_is_one_idea_that_fits_in_the_eye(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc", "services", "managers", "base"}
    lines = [line for line in path.read_text().splitlines() if line.strip() and not line.strip().startswith("#")]
    assert len(lines) <= 200
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40 or path.name == "strings.py", node.name


@pytest.mark.parametrize("path", [path for path in OURS if path.parts[0] == "chat"], ids=str)
def test_knowledge_flows_one_way(path: Path) -> None:
    imported = set(_imports(path))
    assert not {name for name in imported if name.split(".")[0] in {"accounts", "config", "handbook", "gallery"}}
    if not {"assistant", "testing"} & set(path.parts):
        assert not {name for name in imported if name.split(".")[0] == "agents"}
    if path.name not in ORM and not STORES & set(path.parts):
        assert not {name for name in imported if name.startswith(("django.db", "chat.models"))}
    if path.name != "conf.py":
        assert "django.conf" not in imported or "models" in path.parts
    if path.name != "stream.py" and "testing" not in path.parts:
        assert "StreamingHttpResponse" not in path.read_text()


@pytest.mark.parametrize("path", [path for path in OURS if path.parts[0] == "chat"], ids=str)
def test_a_thread_is_reached_only_through_its_asker_or_its_staff(path: Path) -> None:
    reached = re.findall(r"Thread\.objects\.(\w+)", path.read_text())
    allowed = {"of", "create"}
    if {"moderation", "admin"} & set(path.parts):
        allowed |= {"seen_by"}
    if "privacy" in path.parts:
        allowed |= {"owned_by", "filter"}
    assert set(reached) <= allowed
