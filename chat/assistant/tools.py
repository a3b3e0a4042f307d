"""The tools that the model may call. Whom they work for is in the run's context, never in an argument."""

from __future__ import annotations

import json

from agents import RunContextWrapper, function_tool
from chatkit.agents import AgentContext
from chatkit.types import ProgressUpdateEvent
from django.utils.translation import gettext as _

from chat.assistant.search import search
from chat.context import Asker


@function_tool
async def search_site(run: RunContextWrapper[AgentContext[Asker]], query: str) -> str:
    """Search this website and return the passages that answer best, each with the title and URL of its page.

    Args:
        query: What to look for, in a few words that the site would use itself.
    """
    await run.context.stream(ProgressUpdateEvent(icon="search", text=_("Searching this site …")))
    passages = await search(query, run.context.request_context)
    return json.dumps({"results": [passage.as_result() for passage in passages]}, ensure_ascii=False)
