"""The SDKs' models, which put off building what they check with until they are used; built here, before they are.

Needs no settings.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from typing import Any

from chatkit.types import ChatKitReq, ThreadItem, ThreadStreamEvent
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import BaseModel

USED = (Response, ResponseStreamEvent, ChatKitReq, ThreadItem, ThreadStreamEvent)


def build() -> None:
    """Build those that every answer uses: some 0.3 s of a processor."""
    for model in set(_models(*USED)):
        model.model_rebuild()


def _models(*kinds: Any) -> Iterator[type[BaseModel]]:
    for kind in kinds:
        if inspect.isclass(kind) and issubclass(kind, BaseModel):
            yield kind
        else:
            yield from _models(*typing.get_args(kind))
