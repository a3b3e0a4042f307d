"""The cast: alice owns, bob is a stranger, carol is staff, dora is deactivated."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

MORE: dict[str, dict[str, Any]] = {
    "alice": {},
    "bob": {},
    "carol": {"is_staff": True, "is_superuser": True},
    "dora": {"is_active": False},
}


class People(NamedTuple):
    """Users of the site's own model."""

    alice: Any
    bob: Any
    carol: Any
    dora: Any


def people(**fields: Any) -> People:
    """Create the four, with `fields` for what your user model needs besides a name. carol may do everything."""
    made = get_user_model()._default_manager
    return People(**{name: made.create(username=name, **fields, **more) for name, more in MORE.items()})
