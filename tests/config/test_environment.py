"""A malformed variable stops the process with a sentence that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {"SECRET_KEY": "x"}


def _start(root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-c", "import config.settings"]
    return subprocess.run(command, cwd=root, env={**known, **variables}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {
            "DEBUG": "yes",
            "TRUSTED_PROXY_COUNT": "2",
            "CHATKIT_UI": "builtin",
            "CSRF_TRUSTED_ORIGINS": "https://a.example,http://b",
        },
        {"DATABASE_URL": "postgres://u:p@h:5432/n"},
        {"OPENAI_BASE_URL": "http://127.0.0.1:1234/v1/", "OPENAI_API_KEY": "x"},
    ],
)
def test_sound_values_start(variables: dict[str, str], root: Path) -> None:
    assert _start(root, **GOOD, **variables).returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "ture"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("TRUSTED_PROXY_COUNT", "two"),
        ("CSRF_TRUSTED_ORIGINS", "a.example"),
        ("DATABASE_URL", "mysql://u:s3cret@h/n"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://u:s3cret@h:port/n"),
        ("OPENAI_BASE_URL", "localhost:1234"),
        ("CHATKIT_UI", "fancy"),
        ("CHATKIT_MODEL_API", "telepathy"),
        ("OIDC_OP_ISSUER", "id.example.com"),
        ("OIDC_RP_SIGN_ALGO", "HS256"),
        ("OIDC_CREATE_USER", "perhaps"),
        ("API_JWKS_URL", "file:///keys"),
        ("SECRET_KEY", ""),
    ],
)
def test_a_malformed_value_is_named(name: str, value: str, root: Path) -> None:
    done = _start(root, **{**GOOD, name: value})
    assert done.returncode != 0
    sentence = done.stderr.strip().splitlines()[-1]
    assert f"ImproperlyConfigured: {name} " in sentence
    assert sentence.endswith(".")
    assert "s3cret" not in sentence


@pytest.mark.parametrize(
    ("variables", "missing"),
    [
        ({"OIDC_OP_ISSUER": "https://id.example.com", "OIDC_RP_CLIENT_ID": "x"}, "OIDC_RP_CLIENT_SECRET"),
        ({"API_ISSUER": "https://id.example.com", "API_JWKS_URL": "https://id.example.com/keys"}, "API_AUDIENCE"),
    ],
)
def test_half_of_what_belongs_together_is_no_configuration(variables: dict[str, str], missing: str, root: Path) -> None:
    done = _start(root, **GOOD, **variables)
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {missing} must be set too" in done.stderr
