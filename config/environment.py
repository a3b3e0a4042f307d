"""What the environment says. A malformed value stops the process with a sentence that names it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_FLAGS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def text(name: str, default: str = "") -> str:
    """The value as it is, without the white space around it; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def secret(name: str, *, stand_in: str | None) -> str:
    """A value that has no safe default: unset is an error, unless there is a stand-in."""
    if value := text(name, stand_in or ""):
        return value
    raise ImproperlyConfigured(f"{name} is not set; give it a long random value, and keep it secret.")


def required(name: str) -> str:
    """A value that another setting asks for."""
    if value := text(name):
        return value
    raise ImproperlyConfigured(f"{name} is not set; another setting asks for it.")


def flag(name: str, *, default: bool) -> bool:
    value = text(name)
    if not value:
        return default
    if value.lower() not in _FLAGS:
        raise ImproperlyConfigured(f"{name} is {value!r}; use true or false.")
    return _FLAGS[value.lower()]


def number(name: str, *, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; use a whole number of zero or more.")
    return int(value)


def names(name: str, *, default: Sequence[str] = ()) -> list[str]:
    """Values separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or list(default)


def choice(name: str, *, among: Sequence[str], default: str) -> str:
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}; use one of {', '.join(among)}.")
    return value


def choices(name: str, *, among: Sequence[str]) -> list[str]:
    """Some of the values that there are, separated by commas."""
    values = names(name)
    for value in values:
        if value not in among:
            raise ImproperlyConfigured(f"{name} holds {value!r}; use some of {', '.join(among)}.")
    return values


def address(name: str) -> str:
    """An http or https URL, without the slash at its end; empty where it is unset."""
    return url(name).rstrip("/")


def url(name: str) -> str:
    """An http or https URL as it is, for one that is compared letter by letter; empty where it is unset."""
    value = text(name)
    if value and not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"{name} is {value!r}; use a URL that starts with https:// or http://.")
    return value


def together(*names: str) -> bool:
    """Whether these are set; some of them alone mean nothing."""
    unset = [name for name in names if not text(name)]
    if unset and len(unset) < len(names):
        raise ImproperlyConfigured(f"{', '.join(unset)} must be set too, where {names[0]} or its like is.")
    return not unset


def redis(name: str) -> str:
    """The URL of a Redis server, `redis://host:port/0`; empty where it is unset."""
    value = text(name)
    if value and not value.startswith(("redis://", "rediss://")):
        raise ImproperlyConfigured(f"{name} is malformed; use redis://host:port/0.")
    return value


def origins(name: str) -> list[str]:
    """Origins separated by commas, such as https://www.example.org (Django's check 4_0.E001 wants the scheme)."""
    values = names(name)
    for value in values:
        if "://" not in value:
            raise ImproperlyConfigured(
                f"{name} holds {value!r}; write each origin with its scheme, as https://{value}."
            )
    return values


def database(name: str, *, default: str) -> dict[str, Any]:
    """The database of a URL: `sqlite:///path` or `postgres://user:password@host:port/name`."""
    value = text(name, default)
    try:
        parsed: dict[str, Any] = environ.Env.db_url_config(value)
    except Exception as error:
        raise _not_a_database(name) from error
    engine = parsed.get("ENGINE", "").rpartition(".")[2]
    if engine not in ("sqlite3", "postgresql") or not parsed.get("NAME"):
        raise _not_a_database(name)
    return parsed


def _not_a_database(name: str) -> ImproperlyConfigured:
    # The value itself may hold a password, so the sentence does not repeat it.
    return ImproperlyConfigured(f"{name} is malformed; use sqlite:///path or postgres://user:password@host:port/name.")


_POSTS = {"smtp": None, "smtp+tls": "EMAIL_USE_TLS", "smtp+ssl": "EMAIL_USE_SSL", "console": None, "file": None}
_BACKENDS = {"console": "console", "file": "filebased"}


def post(name: str, *, default: str) -> dict[str, Any]:
    """Django's settings of where e-mail goes: `smtp+tls://user:password@host:587`, `file:///folder` or `console:`."""
    try:
        url = urlsplit(text(name, default))
        scheme, port = url.scheme, url.port
    except ValueError as error:
        raise _not_a_post(name) from error
    if scheme not in _POSTS or (scheme.startswith("smtp") and not url.hostname) or (scheme == "file" and not url.path):
        raise _not_a_post(name)
    switches = {switch: switch == _POSTS[scheme] for switch in ("EMAIL_USE_TLS", "EMAIL_USE_SSL")}
    return switches | {
        "EMAIL_BACKEND": f"django.core.mail.backends.{_BACKENDS.get(scheme, 'smtp')}.EmailBackend",
        "EMAIL_HOST": url.hostname or "",
        "EMAIL_PORT": port or {"smtp+tls": 587, "smtp+ssl": 465}.get(scheme, 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_FILE_PATH": unquote(url.path) if scheme == "file" else None,
    }


def _not_a_post(name: str) -> ImproperlyConfigured:
    # It may hold a password.
    return ImproperlyConfigured(
        f"{name} is malformed; use smtp+tls://user:password@host:587, file:///folder or console:."
    )
