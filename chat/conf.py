"""The settings: one dict, `CHATKIT`, read here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, Literal, get_args, get_type_hints

from django.conf import settings
from django.core.signals import setting_changed
from django.shortcuts import resolve_url
from django.utils.module_loading import import_string

Hook = str | Callable[..., Any]
"""A function of the site's, or its dotted path."""


def _about(sentence: str, default: Any) -> Any:
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
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
    MODELS: tuple[Mapping[str, Any], ...] = _about(
        "The models that a person may choose, as ChatKit’s `ModelOption`s.", ()
    )
    PRICES: tuple[Mapping[str, Any], ...] = _about(
        "What a million tokens cost: `model`, `input`, `output` and, where it differs, `cached`.", ()
    )
    INSTRUCTIONS: str = _about("Path of a Markdown file with the model’s instructions. Empty: the app’s own.", "")
    FACTS: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from an asker to a dict: what the model is told of them.", ""
    )
    TENANT: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from a request to the id of the asker’s organisation.", ""
    )
    STAFF_TENANTS: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from a staff member to the ids of the organisations they look after. Empty: all.", ""
    )
    TENANT_NAMES: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from ids of organisations to a dict of their names.", ""
    )
    STAFF_NAME: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from a staff member to the name that people see. Empty: their full name.", ""
    )
    REASON_TO_READ: bool = _about("Whether staff give a reason before they read a thread.", default=True)
    REPORTS: bool = _about("Whether people can report an answer to the staff.", default=True)
    WELCOME: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from a request to None, or to the refusal with which its person is turned away.", ""
    )
    BEARER: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from a bearer token to its person. Empty: no door for tokens.", ""
    )
    BEARER_COOKIE: str = _about("The name of a cookie that may bring the bearer token, then with CSRF.", "")
    HISTORY_TOKENS: int = _about(
        "How much of a thread the model is given word for word; older items are condensed.", 12_000
    )
    COMPOSER_TOOLS: tuple[Mapping[str, Any], ...] = _about(
        "The tools that a person may choose, as ChatKit’s `ToolOption`s; each id is a tool’s name.", ()
    )
    APPROVAL_SECONDS: int = _about("How long a person has to approve of a tool call.", 3600)
    TOOL_THREADS: int = _about("How many threads run tools and other functions of the site’s that are not async.", 4)
    MCP: tuple[Mapping[str, Any], ...] = _about("The MCP servers whose tools the model may call (docs/tools.md).", ())
    SERVER: str = _about("Dotted path of a `chat.ChatServer`, which answers.", "chat.server.ChatServer")
    IMAGES: bool = _about("Whether the model may make images, where its provider does.", default=False)
    FILES: Mapping[str, Any] = field(
        default_factory=dict,
        metadata={"sentence": "What may be sent, and how much of it (docs/files.md). `{'count': 0}`: no files."},
    )
    TRANSCRIPTION_MODEL: str = _about(
        "The model that turns voice into text, such as `gpt-4o-mini-transcribe`. Empty: no voice.", ""
    )
    TRANSCRIBE: Hook = _about(  # noqa: RUF009 - as the others
        "Dotted path of a function from an asker, audio and its type to text, in the place of that model.", ""
    )
    LIMITS: Mapping[str, Any] = field(
        default_factory=dict,
        metadata={"sentence": "How much people, organisations and addresses may use (docs/limits.md)."},
    )
    RETENTION: Mapping[str, Any] = field(
        default_factory=dict,
        metadata={"sentence": "How long threads are kept (docs/retention.md). Empty: for ever."},
    )
    TRUSTED_PROXIES: int = _about(
        "How many proxies stand before the site; so many of the last addresses in `X-Forwarded-For` are believed.", 0
    )
    VOICE_SECONDS: int = _about("How long a recording may be.", 120)
    VOICE_BYTES: int = _about("How much of it the wire takes, in bytes.", 1_500_000)
    BODY_BYTES: int = _about("The largest request that the wire reads, in bytes.", 256 * 1024)
    ON_DISCONNECT: Literal["finish", "stop"] = _about("What becomes of an answer whose reader goes away.", "finish")
    ANSWER_SECONDS: int = _about("How long an answer may take.", 300)
    FIRST_TOKEN_SECONDS: int = _about("How long the model may be silent.", 30)
    HEARTBEAT_SECONDS: int = _about("After how much silence a stream says that it is still there.", 15)
    WELCOME_SECONDS: int = _about("How often a stream or a socket looks whether its person is still welcome.", 15)
    CHECKPOINT_SECONDS: int = _about("How often an unfinished answer is saved.", 2)
    LEASE_SECONDS: int = _about("How long an answer outlives a process that died.", 30)
    DRAIN_SECONDS: int = _about("How long a process that is told to end lets its answers run.", 10)
    REDIS_URL: str = _about("Where answers are relayed to other processes. Empty: they see what is stored.", "")
    DATABASE_THREADS: int = _about("How many threads, each with one connection, do the app's database work.", 6)
    METRICS: bool = _about("Whether `/metrics` tells Prometheus what happens, but for who did it.", default=True)
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
    THEME: str | Mapping[str, Any] = _about(
        "The look: `light`, `dark` or ChatKit’s `ThemeOption`. Empty: as the site.", ""
    )
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
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    return Configuration(**values)


def hook(value: Hook) -> Callable[..., Any] | None:
    """The function behind a setting; None where it is empty."""
    function: Callable[..., Any] | None = import_string(value) if isinstance(value, str) and value else value or None
    return function


def unknown_keys() -> list[str]:
    """The keys of `CHATKIT` that mean nothing; a misspelt one would otherwise be ignored in silence."""
    known = {item.name for item in fields(Configuration)}
    return sorted(set(getattr(settings, "CHATKIT", {})) - known)


def storage_alias() -> str:
    return "chatkit" if "chatkit" in settings.STORAGES else "default"


def middleware() -> list[str]:
    return list(settings.MIDDLEWARE)


def of_the_site(name: str) -> Any:
    """A setting that is not ours, for the checks; None where there is none."""
    return getattr(settings, name, None)


def login_url() -> str:
    return resolve_url(settings.LOGIN_URL)


def site_language() -> str:
    return settings.LANGUAGE_CODE


def session_cookie() -> str:
    return settings.SESSION_COOKIE_NAME


def csrf_names() -> tuple[str, str]:
    """The cookie that holds the CSRF token, and the header that repeats it."""
    header = settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-")
    return settings.CSRF_COOKIE_NAME, header


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "CHATKIT":
        _read.cache_clear()


setting_changed.connect(_forget, dispatch_uid="chatkit.conf")
