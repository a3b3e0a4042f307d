"""`search_site`: the tool that every site has."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from chat.assistant.search import search
from chat.assistant.show import Show
from chat.context import Asker
from chat.registry import Tool

NAME = "search_site"


async def search_site(asker: Asker, query: str, *, show: Show) -> str:
    """Search this website and return the passages that answer best, each with the title and URL of its page.

    Args:
        query: What to look for, in a few words that the site would use itself.
    """
    await show.progress(_("Searching this site …"), icon="search")
    passages = await search(query, asker)
    for passage in passages:
        show.found(passage.title, passage.url)
    return json.dumps({"results": [passage.as_result() for passage in passages]}, ensure_ascii=False)


SEARCH = Tool(name=NAME, function=search_site, characters=40_000)
