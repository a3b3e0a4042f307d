"""System checks: what is wrong with the settings, said when the site starts."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.core.checks import CheckMessage, Error, register

from chat import conf


@register("chatkit")
def check_settings(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = [
        Error(f"CHATKIT has no key {key!r}.", hint="docs/settings.md lists the keys.", id="chatkit.E001")
        for key in conf.unknown_keys()
    ]
    configuration = conf.chatkit()
    for item in fields(configuration):
        value = getattr(configuration, item.name)
        if (choices := conf.CHOICES.get(item.name)) and value not in choices:
            found.append(
                Error(
                    f"CHATKIT[{item.name!r}] is {value!r}.",
                    hint=f"Use one of {', '.join(choices)}.",
                    id="chatkit.E002",
                )
            )
        elif isinstance(item.default, int) and not isinstance(item.default, bool) and not _is_positive(value):
            found.append(
                Error(
                    f"CHATKIT[{item.name!r}] is {value!r}.",
                    hint="Use a whole number above zero.",
                    id="chatkit.E003",
                )
            )
    return found


def _is_positive(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
