"""The built-in component knows everything that the installed SDK may send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from chatkit.icons import IconName

from tests.sdk_unions import UNIONS, members, name


@pytest.fixture(scope="module")
def supported() -> dict[str, dict[str, str]]:
    listed: dict[str, dict[str, str]] = json.loads(Path("frontend/supported.json").read_text())
    return listed


@pytest.mark.parametrize("union", UNIONS)
def test_every_member_of_the_sdks_unions_has_an_entry(union: str, supported: dict[str, dict[str, str]]) -> None:
    assert set(supported[union]) == {name(member) for member in members(UNIONS[union])}


def test_no_union_is_listed_that_is_not_looked_at(supported: dict[str, dict[str, str]]) -> None:
    assert set(supported) == set(UNIONS)


def test_every_icon_of_the_sdk_is_drawn() -> None:
    source = Path("frontend/src/icons.js").read_text()
    names = list(get_args(get_args(IconName)[0]))
    missing = [icon for icon in names if f"\n  {icon}:" not in source and f"\n  '{icon}':" not in source]
    assert len(names) > 50
    assert missing == []
