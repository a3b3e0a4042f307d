"""The person whom a command names."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError


def person(name: str) -> Any:
    """By whatever the site's people sign in with. Raises `CommandError`."""
    people = get_user_model()
    try:
        return people._default_manager.get_by_natural_key(name)
    except people.DoesNotExist:
        raise CommandError(f"Nobody is called {name}.") from None
