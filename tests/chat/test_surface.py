"""The built-in component minds every option of OpenAI's types; `make check` holds the list against the types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SURFACE = Path("frontend/types/surface.ts").read_text()
OPTIONS = re.findall(r"^  (\w+): '([\w/]+\.js)',$", SURFACE, re.MULTILINE)


def test_the_list_is_there() -> None:
    assert len(OPTIONS) > 10


@pytest.mark.parametrize(("option", "module"), OPTIONS)
def test_an_option_is_read_where_the_list_says(option: str, module: str, root: Path) -> None:
    code = (root / "frontend/src" / module).read_text()
    assert re.search(rf"(options\??\.|#options\??\.|\b){option}\b", code)
