"""ChatKit for Django: an AI assistant on a Django site. What a host site may import is in `__all__` (docs/api.md)."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from chat.registry import action, client_effect, client_tool, guardrail, searchable, tool

if TYPE_CHECKING:
    from chat.admin.threads import ThreadModeration
    from chat.assistant.show import Show
    from chat.context import Asker
    from chat.errors import Refusal
    from chat.gate import WireGate
    from chat.probes import Probes
    from chat.server import ChatServer
    from chat.signals import answer_settled, person_erased, thread_flagged, thread_moderated, thread_started
    from chat.store import ThreadStore
    from chat.warming import Lifespan, warm

__all__ = [
    "Asker",
    "ChatServer",
    "Lifespan",
    "Probes",
    "Refusal",
    "Show",
    "ThreadModeration",
    "ThreadStore",
    "WireGate",
    "action",
    "answer_settled",
    "client_effect",
    "client_tool",
    "guardrail",
    "person_erased",
    "searchable",
    "thread_flagged",
    "thread_moderated",
    "thread_started",
    "tool",
    "warm",
]

_LATER = {
    "Asker": "context",
    "ChatServer": "server",
    "Lifespan": "warming",
    "Probes": "probes",
    "Refusal": "errors",
    "Show": "assistant.show",
    "ThreadModeration": "admin.threads",
    "ThreadStore": "store",
    "WireGate": "gate",
    "answer_settled": "signals",
    "person_erased": "signals",
    "thread_flagged": "signals",
    "thread_moderated": "signals",
    "thread_started": "signals",
    "warm": "warming",
}


def __getattr__(name: str) -> Any:
    # These need the settings or the models, which are not there yet when Django imports the app.
    if name in _LATER:
        return getattr(import_module(f"chat.{_LATER[name]}"), name)
    raise AttributeError(name)
