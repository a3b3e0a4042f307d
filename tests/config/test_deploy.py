"""`manage.py check --deploy` is silent with the settings of docs/deployment.md, and names what is missing otherwise."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.nursery import run

VALUES = {
    "SECRET_KEY": "vo3u_7r2Qk8-mZp4Xc9LwTfBn1HsYd6GeAiJxRtNqUvKyCbDlMhPzSoWgEaF5",
    "DATABASE_URL": "sqlite:////tmp/nobody-opens-this.sqlite3",
}
"""In the place of what the documentation leaves out."""
VARIABLE = re.compile(r"^(\w+)=(\S+)", re.MULTILINE)
LISTINGS = [
    pytest.param(dict(VARIABLE.findall(listing)), id=f"{page.stem}-{listing.partition('=')[0]}")
    for page in sorted(Path("docs").glob("*.md"))
    for listing in re.findall(r"```sh\n((?:\w+=\S+(?: +#.*)?\n)+)```", page.read_text())
]
"""What the pages set in the environment, and nothing else."""


def _documented(root: Path) -> dict[str, str]:
    text = (root / "docs/deployment.md").read_text()
    block = re.search(r"## What has to be set\n\n```sh\n(.*?)```", text, re.DOTALL)
    assert block
    found = dict(VARIABLE.findall(block[1]))
    assert found.keys() >= VALUES.keys()
    return {**found, **VALUES}


def _check(**variables: str) -> subprocess.CompletedProcess[str]:
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], {**known, **variables})


def test_it_is_silent_with_the_documented_settings(root: Path) -> None:
    checked = _check(**_documented(root))
    assert checked.returncode == 0, checked.stderr
    assert checked.stderr == ""


@pytest.mark.parametrize("listing", LISTINGS)
def test_it_is_silent_with_what_a_page_adds(listing: dict[str, str], root: Path) -> None:
    checked = _check(**{**_documented(root), **listing, **VALUES})
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": "true"}, "DEBUG"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS has only names of this machine"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is *"),
        ({"CSRF_TRUSTED_ORIGINS": "http://www.example.org"}, "CSRF_TRUSTED_ORIGINS trusts http://www.example.org"),
        ({"EMAIL_URL": ""}, "EMAIL_URL is not set"),
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL is not set"),
        (
            {
                "OIDC_OP_ISSUER": "http://id.example.com",
                "OIDC_RP_CLIENT_ID": "x",
                "OIDC_RP_CLIENT_SECRET": "y",
            },
            "OIDC_OP_ISSUER is not https",
        ),
        (
            {"API_ISSUER": "https://a.example", "API_AUDIENCE": "x", "API_JWKS_URL": "http://a.example/jwks"},
            "API_JWKS_URL is not https",
        ),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else None,
)
def test_it_names_what_is_missing(changed: dict[str, str], named: str, root: Path) -> None:
    checked = _check(**{**_documented(root), **changed})
    assert checked.returncode != 0
    assert named in checked.stderr
