"""ChatKit for Django: an AI assistant on a Django site. What a host site may import is in `__all__`."""

from typing import TYPE_CHECKING, Any

from chat.registry import action, client_effect, client_tool, guardrail, searchable, tool

if TYPE_CHECKING:
    from chat.assistant.show import Show
    from chat.context import Asker

__all__ = ["Asker", "Show", "action", "client_effect", "client_tool", "guardrail", "searchable", "tool"]

_LATER = {"Asker": "chat.context", "Show": "chat.assistant.show"}


def __getattr__(name: str) -> Any:
    # These two need the models, which are not there yet when Django imports the app.
    if name in _LATER:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name)
