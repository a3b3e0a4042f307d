"""The instructions are a file, the same for everybody, and a site may have its own."""

from __future__ import annotations

from pathlib import Path

from pytest_django import Settings

from chat.assistant.agent import assistant
from chat.context import Asker


async def test_they_are_the_apps_own_file(alice: Asker, bob: Asker, root: Path) -> None:
    written = (root / "chat/assistant/instructions.md").read_text()
    assert [(await assistant(asker, [])).instructions for asker in (alice, bob)] == [written, written]


async def test_a_site_may_have_its_own(alice: Asker, settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "ours.md"
    own.write_text("You sell tea. {name} is no placeholder.")
    settings.CHATKIT = {**settings.CHATKIT, "INSTRUCTIONS": str(own)}
    assert (await assistant(alice, [])).instructions == "You sell tea. {name} is no placeholder."
