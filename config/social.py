"""Signing in with an account elsewhere: none, unless the environment names a provider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from config import environment

ORIGINS = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "google": "https://accounts.google.com",
    "microsoft": "https://login.microsoftonline.com",
}
"""Where each provider asks people who they are; the form that leads there may lead nowhere else."""


def apps(providers: Sequence[str]) -> list[str]:
    """What to install for them."""
    known = [f"allauth.socialaccount.providers.{name}" for name in providers]
    return ["allauth.socialaccount", *known] if known else []


def credentials(providers: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What each knows this site by, in django-allauth's shape."""
    return {
        name: {
            "APPS": [
                {
                    "client_id": environment.required(f"{name.upper()}_CLIENT_ID"),
                    "secret": environment.required(f"{name.upper()}_CLIENT_SECRET"),
                }
            ],
            "OAUTH_PKCE_ENABLED": True,
        }
        for name in providers
    }
