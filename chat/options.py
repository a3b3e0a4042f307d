"""What a component is configured with: OpenAI's `ChatKitOptions`, and whether they are what its types allow.

Its component validates them strictly and stays blank on a key or value that it does not know. The schema in
`chatkit_options.json` is that of @openai/chatkit 1.9.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from jsonschema import Draft7Validator

from chat import conf, voice
from chat.context import Asker
from chat.file_rules import file_rules
from chat.filetypes import TYPES
from chat.permissions import is_permitted
from chat.registry import searchables, tools


def options(configuration: conf.Configuration, asker: Asker | None) -> dict[str, Any]:
    """`ChatKitOptions`, without what only the browser can add: `api.fetch`, `initialThread`, callbacks.

    Without an asker they are those of somebody who may use everything.
    """
    prompts = [{"label": str(prompt), "prompt": str(prompt)} for prompt in configuration.PROMPTS]
    disclaimer = str(configuration.DISCLAIMER)
    return {
        "api": {"url": reverse("chatkit:wire"), "domainKey": configuration.DOMAIN_KEY, **_uploads()},
        **({"locale": language} if (language := locale()) else {}),
        "thread": {"autoScroll": True},
        "history": {"enabled": True, "showDelete": True, "showRename": True},
        "threadItemActions": {"feedback": True, "retry": True},
        "startScreen": {"greeting": str(configuration.GREETING) or _("How can I help?"), "prompts": prompts},
        "composer": composer(configuration, asker),
        "entities": {"showComposerMenu": any(entry.mention for entry in searchables.entries.values())},
        **({"disclaimer": {"text": disclaimer}} if disclaimer else {}),
        **({"theme": configuration.THEME} if configuration.THEME else {}),
    }


def composer(configuration: conf.Configuration, asker: Asker | None) -> dict[str, Any]:
    """What the person may choose: models, and those tools that they may use."""
    usable = [
        option
        for option in configuration.COMPOSER_TOOLS
        if asker is None or ((tool := tools.entries.get(option["id"])) is None or is_permitted(tool, asker))
    ]
    choices = {"models": [_plain(model) for model in configuration.MODELS], "tools": [_plain(tool) for tool in usable]}
    offered = {name: list_ for name, list_ in choices.items() if list_}
    dictation = {"dictation": {"enabled": True}} if voice.is_on() else {}
    return {"placeholder": _("Ask a question"), **_attachments(), **dictation, **offered}


def _uploads() -> dict[str, Any]:
    return {"uploadStrategy": {"type": "two_phase"}} if file_rules().count else {}


def _attachments() -> dict[str, Any]:
    """What may be sent; the browser refuses the rest before it is."""
    rules = file_rules()
    if not rules.count:
        return {}
    accept: dict[str, list[str]] = {}
    for ending in rules.types:
        accept.setdefault(TYPES[ending].mime_type, []).append(f".{ending}")
    return {"attachments": {"enabled": True, "maxCount": rules.count, "maxSize": rules.largest(), "accept": accept}}


def _plain(option: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Promise) else value for name, value in option.items()}


def locale() -> str:
    """The language of now as ChatKit names it; empty where it has no words for it, and follows the browser."""
    language, _hyphen, region = (get_language() or "").partition("-")
    known = f"{language}-{region.upper()}" if region else language
    return next((name for name in (known, language) if name in _locales()), "")


def faults(given: Mapping[str, Any]) -> Iterator[str]:
    """What OpenAI's component would not take, each as a path and a reason."""
    for error in _validator().iter_errors(given):
        deepest = min(error.context or [error], key=lambda one: -len(one.absolute_path))
        path = ".".join(map(str, deepest.absolute_path)) or "options"
        yield f"{path}: {deepest.message}"


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(json.loads(Path(__file__).with_name("chatkit_options.json").read_text()))


@cache
def _locales() -> frozenset[str]:
    definitions = _validator().schema["definitions"]
    listed = [*definitions["SupportedLocale"]["anyOf"], *definitions["TranslatedLocale"].get("anyOf", [])]
    names = [entry.get("const") for entry in listed] + definitions["TranslatedLocale"].get("enum", [])
    return frozenset(name for name in names if name)
