"""How a function of the site's is called: awaited, or run in a thread where its slowness harms nobody."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from chat.database import in_site


async def call(hook: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """What the function returns, whether it is async or not. Whatever it raises is the caller's."""
    if inspect.iscoroutinefunction(hook):
        return await hook(*arguments, **named)
    result = await in_site(hook, *arguments, **named)
    return await result if inspect.isawaitable(result) else result
