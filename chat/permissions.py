"""What an asker may use of what the site has registered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from chat.context import Asker
from chat.database import in_database
from chat.registry import Permission


class Guarded(Protocol):
    @property
    def permission(self) -> Permission | None: ...


Entry = TypeVar("Entry", bound=Guarded)


async def permitted(entries: Iterable[Entry], asker: Asker) -> list[Entry]:
    """Those that the asker may use, as things stand now."""
    known = list(entries)
    if not any(entry.permission for entry in known):
        return known
    return await in_database(lambda: [entry for entry in known if is_permitted(entry, asker)])


def is_permitted(entry: Guarded, asker: Asker) -> bool:
    """Synchronous, because a permission may need the database; a function that tells it is to be quick."""
    if entry.permission is None:
        return True
    if callable(entry.permission):
        return bool(entry.permission(asker))
    return bool(getattr(asker.user, "has_perm", lambda _: False)(entry.permission))
