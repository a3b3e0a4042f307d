"""Start-up: what the first request would otherwise pay for, done before it comes (docs/performance.md).

Called at the end of the site's `asgi.py`. It needs neither a database nor a provider: what cannot be reached is left
for the request that needs it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from functools import partial
from typing import Any

from django.contrib.auth import get_backends
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from chat import schemas
from chat.assistant.rehearsal import rehearse
from chat.conf import of_the_site
from chat.database import connect
from chat.faults import described
from chat.gate import Receive, Scope, Send
from chat.rows import readiness

SECONDS = 5
"""How long the start waits for it; a database that does not answer keeps nobody from the page that says so."""
TEMPLATES = ("chatkit/page.html", "chatkit/chat.html", "chatkit/assets.html")
logger = logging.getLogger(__name__)


def warm() -> None:
    """Make the process ready, in threads of its own: some servers import the site within a running event loop."""
    parts = (_code, partial(connect, readiness.look, seconds=SECONDS))
    works = [threading.Thread(target=_unless_it_fails, args=[work], daemon=True) for work in parts]
    for work in works:
        work.start()
    for work in works:
        work.join(SECONDS)
    # What is there now stays. Looking through all of it for garbage held up every answer of the process for 0.16 s, as
    # soon as the first questions had left enough behind.
    gc.collect()
    gc.freeze()


class Lifespan:
    """Says to servers that ask, which daphne does not, that the site is ready: it is, once it has been imported."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": f"{message['type']}.complete"})


def _unless_it_fails(work: Any) -> None:
    try:
        work()
    except Exception as error:  # noqa: BLE001 - a site that starts cold is better than one that does not
        logger.info("Not warmed: %s", described(error))


def _code() -> None:
    schemas.build()
    reverse("chatkit:wire")
    get_backends()
    for template in TEMPLATES:
        get_template(template)
    for code, _name in of_the_site("LANGUAGES"):
        with translation.override(code):
            translation.gettext("Chat")
    asyncio.run(rehearse())
