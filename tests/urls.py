"""The site's URLs, and one that says what its process is busy with."""

from __future__ import annotations

import asyncio

from django.http import HttpRequest, JsonResponse
from django.urls import include, path

from chat.worker import worker

OURS = (
    "Answer.",
    "Worker.",
    "_publish",
    "listen",
    "_pump",
    "AgentRunner.",
    "start_streaming",
    "Bridged.",
    "_ServerWorker",
)


async def busy(request: HttpRequest) -> JsonResponse:
    """The answers that run here, and the tasks that belong to answers."""
    tasks = [getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()]
    return JsonResponse(
        {"answers": len(worker().running), "tasks": sorted(name for name in tasks if name.startswith(OURS))}
    )


urlpatterns = [path("_busy/", busy), path("", include("config.urls"))]
