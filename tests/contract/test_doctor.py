"""The doctor says what is well, and of what is not what to do about it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site import Site


def _lines(site: Site) -> dict[str, str]:
    said = site.manage("chatkit_doctor").splitlines()
    return {line[:18].strip(): line[18:].strip() for line in said if line[:18].strip()}


def test_a_site_that_is_well(site: Site) -> None:
    found = _lines(site)
    assert found == dict.fromkeys(
        ("database", "migrations", "cache", "channel layer", "search", "storage", "mail"), "ok"
    )


def test_a_site_that_is_not(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")
    chatkit = {
        "UI": "auto",
        "SCRIPT_URL": "http://127.0.0.1:9/chatkit.js",
        "FILES": {"scanner": "chat.scanning.clamav", "clamd": "127.0.0.1:9"},
        "MCP": [{"name": "notes", "url": "http://127.0.0.1:9/mcp"}],
    }
    environment = {
        "OPENAI_API_KEY": "sk-test",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "EMAIL_URL": "smtp://127.0.0.1:9",
    }
    site = Site(tmp_path, TEST_CHATKIT=json.dumps(chatkit), **environment)
    site.manage("migrate", "chatkit", "0001", "--verbosity", "0")
    found = _lines(site)
    well = {name for name, said in found.items() if said == "ok"}
    assert well == {"database", "cache", "search"}
    assert "sk-test" not in site.manage("chatkit_doctor")
    assert "Run manage.py migrate." in site.manage("chatkit_doctor")
