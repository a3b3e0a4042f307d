"""A malformed variable stops the process with a sentence that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import environment

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
        {"EMAIL_URL": "smtp+tls://u%40h:p@mail.example:587", "DEFAULT_FROM_EMAIL": "Site <site@example.org>"},
        {"SOCIAL_SIGN_IN": "github", "GITHUB_CLIENT_ID": "x", "GITHUB_CLIENT_SECRET": "y"},
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
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://u:s3cret@h:port"),
        ("EMAIL_URL", "pigeon://u:s3cret@h"),
        ("SOCIAL_SIGN_IN", "friends"),
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


@pytest.mark.parametrize(
    ("url", "post"),
    [
        ("", {"BACKEND": "console", "HOST": "", "USE_TLS": False}),
        ("console:", {"BACKEND": "console"}),
        ("file:///tmp/post", {"BACKEND": "filebased", "FILE_PATH": "/tmp/post"}),  # noqa: S108
        ("smtp://h", {"BACKEND": "smtp", "HOST": "h", "PORT": 25, "HOST_USER": "", "USE_TLS": False, "USE_SSL": False}),
        (
            "smtp+tls://u%40h:p%2F@h",
            {"HOST_USER": "u@h", "HOST_PASSWORD": "p/", "PORT": 587, "USE_TLS": True, "USE_SSL": False},
        ),
        ("smtp+ssl://h:4465", {"PORT": 4465, "USE_TLS": False, "USE_SSL": True}),
    ],
)
def test_email_goes_where_its_url_says(url: str, post: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    found = environment.post("EMAIL_URL", default="console:")
    if "BACKEND" in post:
        post["BACKEND"] = f"django.core.mail.backends.{post['BACKEND']}.EmailBackend"
    assert {name: found[f"EMAIL_{name}"] for name in post} == post


def test_a_provider_without_its_credentials_is_named(root: Path) -> None:
    done = _start(root, **GOOD, SOCIAL_SIGN_IN="github", GITHUB_CLIENT_ID="x")
    assert "GITHUB_CLIENT_SECRET is not set" in done.stderr


def test_cookies_belong_to_this_very_host_in_production_and_to_any_port_in_development(root: Path) -> None:
    for variables, names in (({}, "__Host-session __Host-csrf"), ({"DEBUG": "true"}, "sessionid csrftoken")):
        known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        code = "from config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**known, **GOOD, **variables},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == names
