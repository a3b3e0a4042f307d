"""For the tests of a site that plugs the chat in (docs/testing.md). Nothing here is imported by the app."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chat.testing.cast import People, people
    from chat.testing.contract import StoreContract
    from chat.testing.element import ELEMENT
    from chat.testing.scripted import ScriptedModel, ScriptedProvider, script
    from chat.testing.wire import Wire, answer_of, message, text_of, thread_of

__all__ = [
    "ELEMENT",
    "People",
    "ScriptedModel",
    "ScriptedProvider",
    "StoreContract",
    "Wire",
    "answer_of",
    "message",
    "people",
    "script",
    "text_of",
    "thread_of",
]

_FROM = {
    "contract": ["StoreContract"],
    "element": ["ELEMENT"],
    "cast": ["People", "people"],
    "scripted": ["ScriptedModel", "ScriptedProvider", "script"],
    "wire": ["Wire", "answer_of", "message", "text_of", "thread_of"],
}


def __getattr__(name: str) -> Any:
    # One part needs hypothesis, and another the site's user model; who wants the rest needs neither.
    for module, names in _FROM.items():
        if name in names:
            return getattr(import_module(f"chat.testing.{module}"), name)
    raise AttributeError(name)
