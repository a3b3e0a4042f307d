"""System checks: what is wrong with the settings, said when the site starts."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's

from chat import conf, extras, options
from chat.file_rules import file_rules
from chat.filetypes import TYPES
from chat.limits import limit_rules
from chat.registry import searchables
from chat.retention import retention_rules

BUFFERING = {
    "GZipMiddleware",
    "BrotliMiddleware",
    "CompressionMiddleware",
    "MinifyHtmlMiddleware",
    "HtmlMinifyMiddleware",
}


@register("chatkit")
def check_settings(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = [
        Error(f"CHATKIT has no key {key!r}.", hint="docs/settings.md lists the keys.", id="chatkit.E001")
        for key in conf.unknown_keys()
    ]
    configuration = conf.chatkit()
    for item in fields(configuration):
        value = getattr(configuration, item.name)
        if fault := _fault(value, default=item.default, choices=conf.CHOICES.get(item.name)):
            number, hint = fault
            found.append(Error(f"CHATKIT[{item.name!r}] is {value!r}.", hint=hint, id=f"chatkit.E00{number}"))
    return found


@register("chatkit")
def check_options(**_: Any) -> list[CheckMessage]:
    """OpenAI's component stays blank on options that it does not know."""
    if check_files() or any(
        _fault(getattr(conf.chatkit(), item.name), default=item.default, choices=None)
        for item in fields(conf.chatkit())
    ):
        return []  # said already
    return [
        Error(
            f"ChatKit does not take these options: {fault}",
            hint="See MODELS, COMPOSER_TOOLS, THEME.",
            id="chatkit.E006",
        )
        for fault in options.faults(options.options(conf.chatkit(), None))
    ]


@register("chatkit")
def check_files(**_: Any) -> list[CheckMessage]:
    """A misspelt limit would otherwise be none."""
    try:
        rules = file_rules()
    except TypeError as error:
        return [Error(f"CHATKIT['FILES']: {error}", hint="docs/files.md lists the keys.", id="chatkit.E007")]
    return [
        Error(f"CHATKIT['FILES'] has the type {ending!r}.", hint=f"Known: {', '.join(TYPES)}.", id="chatkit.E008")
        for ending in [*rules.types, *rules.sizes]
        if ending not in TYPES
    ]


@register("chatkit")
def check_rules(**_: Any) -> list[CheckMessage]:
    """As above, of what is used at night or when it is too late."""
    found: list[CheckMessage] = []
    for name, number, page, read in (
        ("LIMITS", 9, "limits", _limits),
        ("RETENTION", 10, "retention", _days),
    ):
        try:
            amounts = read()
        except (TypeError, ArithmeticError) as error:
            amounts = [str(error)]
        wrong = [one for one in amounts if not (one is None or (isinstance(one, int | float | Decimal) and one >= 0))]
        found += [
            Error(f"CHATKIT[{name!r}]: {one}", hint=f"docs/{page}.md lists the keys.", id=f"chatkit.E{number:03}")
            for one in wrong
        ]
    return found


def _limits() -> list[Any]:
    rules = limit_rules()
    people = [rules.of_person([name]) for name in rules.groups]
    limits = [rules.of_person([]), rules.of_organisation(), *people]
    return [rules.address, rules.reserved, *(getattr(one, item.name) for one in limits for item in fields(one))]


def _days() -> list[Any]:
    rules = retention_rules()
    return [rules.days, rules.usage_days, *rules.tenants.values(), *rules.groups.values()]


@register("chatkit")
def check_middleware(**_: Any) -> list[CheckMessage]:
    """Middleware that collects or compresses a response takes the streaming out of it."""
    return [
        Warning(
            f"{name} collects or compresses streams, so that answers arrive in lumps or only when they are over.",
            hint="Take it out of MIDDLEWARE and let the web server compress, all but text/event-stream.",
            id="chatkit.W001",
        )
        for name in conf.middleware()
        if name.rpartition(".")[2] in BUFFERING
    ]


def _fault(value: Any, *, default: Any, choices: tuple[str, ...] | None) -> tuple[int, str] | None:
    """What is wrong with a value: the number of its check, and what to use instead."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if choices:
        return None if value in choices else (2, f"Use one of {', '.join(choices)}.")
    if isinstance(default, bool):
        return None if isinstance(value, bool) else (5, "Use True or False.")
    if isinstance(default, int):
        return None if is_number and value >= min(default, 1) else (3, "Use a whole number above zero.")
    if isinstance(default, tuple):
        return (4, "Use a list of texts.") if isinstance(value, str) else None
    return None


@register("chatkit")
def check_extras(**_: Any) -> list[CheckMessage]:
    """What is asked for and would silently be off."""
    configuration = conf.chatkit()
    asked = {
        "search": bool(searchables.entries) and "@searchable",
        "files": bool(configuration.FILES.get("count")) and "CHATKIT['FILES']",
        "voice": bool(configuration.TRANSCRIPTION_MODEL or configuration.TRANSCRIBE) and "voice",
        "scanner": configuration.FILES.get("scanner") == "chat.scanning.clamav" and "chat.scanning.clamav",
        "redis": bool(configuration.REDIS_URL) and "CHATKIT['REDIS_URL']",
    }
    missing: list[CheckMessage] = [
        Error(f"{what} needs packages that are not installed.", hint=extras.advice(extra), id="chatkit.E011")
        for extra, what in asked.items()
        if what and not extras.has(extra)
    ]
    if asked["search"] and extras.has("search") and not apps.is_installed("modelsearch"):
        missing.append(
            Error("@searchable needs a search engine.", hint="Add 'modelsearch' to INSTALLED_APPS.", id="chatkit.E012")
        )
    return missing
