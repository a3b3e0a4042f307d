"""The settings: one dict, `CHATKIT`, read here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Literal, get_args, get_type_hints

from django.conf import settings
from django.core.signals import setting_changed
from django.shortcuts import resolve_url


def _about(sentence: str, default: Any) -> Any:
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """`CHATKIT`, typed and with its defaults. Texts that people read may be lazy translations."""

    API_KEY: str = _about("OpenAI's key, or any text for a compatible server. Empty: no language model.", "")
    BASE_URL: str = _about("Where the model's API is, if it is not OpenAI's own.", "")
    MODEL: str = _about("The name of the language model. Empty: the Agents SDK's default.", "")
    MODEL_API: Literal["responses", "chat_completions"] = _about(
        "Which of OpenAI's APIs the server speaks.", "responses"
    )
    MODEL_PROVIDER: str = _about("Dotted path of an `agents.ModelProvider` class that replaces all four above.", "")
    TRACING: bool = _about("Whether the Agents SDK sends traces, with what people wrote, to OpenAI.", default=False)
    PROVIDER_STORAGE: bool = _about("Whether the provider may keep requests and answers.", default=False)
    HISTORY_ITEMS: int = _about("How many of a thread's newest items the model is given.", 40)
    BODY_BYTES: int = _about("The largest request that the wire reads, in bytes.", 256 * 1024)
    ON_DISCONNECT: Literal["finish", "stop"] = _about("What becomes of an answer whose reader goes away.", "finish")
    ANSWER_SECONDS: int = _about("How long an answer may take.", 300)
    FIRST_TOKEN_SECONDS: int = _about("How long the model may be silent.", 30)
    HEARTBEAT_SECONDS: int = _about("After how much silence a stream says that it is still there.", 15)
    CHECKPOINT_SECONDS: int = _about("How often an unfinished answer is saved.", 2)
    LEASE_SECONDS: int = _about("How long an answer outlives a process that died.", 30)
    DRAIN_SECONDS: int = _about("How long a process that is told to end lets its answers run.", 10)
    REDIS_URL: str = _about("Where answers are relayed to other processes. Empty: they see what is stored.", "")
    DATABASE_THREADS: int = _about("How many threads, each with one connection, do the app's database work.", 6)
    UI: Literal["auto", "openai", "builtin"] = _about(
        "Which component people see; `auto` tries OpenAI's first.", "auto"
    )
    DOMAIN_KEY: str = _about("The public key of this site's host at OpenAI, which its component asks for.", "local")
    SCRIPT_URL: str = _about(
        "Where OpenAI's component is loaded from.",
        "https://cdn.platform.openai.com/deployments/chatkit/chatkit.js",
    )
    SCRIPT_SECONDS: int = _about("How long the page waits for that script.", 5)
    READY_SECONDS: int = _about("How long the page waits, after that, for the component to be ready.", 10)
    GREETING: str = _about("The heading of an empty thread.", "")
    PROMPTS: tuple[str, ...] = _about("Questions that an empty thread offers.", ())
    DISCLAIMER: str = _about("The small print under the composer, in Markdown.", "")


CHOICES = {
    name: get_args(kind)
    for name, kind in get_type_hints(Configuration).items()
    if getattr(kind, "__origin__", None) is Literal
}


def chatkit() -> Configuration:
    """The settings as they are now; `override_settings` is respected."""
    return _read()


@lru_cache(maxsize=1)
def _read() -> Configuration:
    given: Mapping[str, Any] = getattr(settings, "CHATKIT", {})
    known = {item.name for item in fields(Configuration)}
    values = {name: value for name, value in given.items() if name in known}
    if isinstance(values.get("PROMPTS"), list):
        values["PROMPTS"] = tuple(values["PROMPTS"])
    return Configuration(**values)


def unknown_keys() -> list[str]:
    """The keys of `CHATKIT` that mean nothing; a misspelt one would otherwise be ignored in silence."""
    known = {item.name for item in fields(Configuration)}
    return sorted(set(getattr(settings, "CHATKIT", {})) - known)


def middleware() -> list[str]:
    return list(settings.MIDDLEWARE)


def login_url() -> str:
    return resolve_url(settings.LOGIN_URL)


def csrf_names() -> tuple[str, str]:
    """The cookie that holds the CSRF token, and the header that repeats it."""
    header = settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-")
    return settings.CSRF_COOKIE_NAME, header


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "CHATKIT":
        _read.cache_clear()


setting_changed.connect(_forget, dispatch_uid="chatkit.conf")
