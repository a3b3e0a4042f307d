"""How a door refuses: in JSON, with a status, and never with a page, a redirect or a broken connection."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, cast

from chatkit.store import NotFoundError
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, RawPostDataException
from django.utils import translation

from chat import metrics, tracing, wire
from chat.address import address_mark
from chat.database import in_database
from chat.errors import (
    Broken,
    InvalidToken,
    Missing,
    Outage,
    Refusal,
    Restarting,
    SignedOut,
    TooLarge,
    TooOften,
    WrongMethod,
)
from chat.faults import described
from chat.rows import allowances
from chat.stream import apology

logger = logging.getLogger(__name__)

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], Coroutine[Any, Any, HttpResponseBase]]


def door(method: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Let one method in, and turn whatever the view raises into the refusal that it means."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @functools.wraps(view)
        async def decorated(
            request: HttpRequest, *arguments: Arguments.args, **named: Arguments.kwargs
        ) -> HttpResponseBase:
            if request.method != method:
                return WrongMethod(method).as_response()
            with translation.override(translation.get_language_from_request(request)):
                try:
                    with tracing.span("request", within=tracing.coming_from(request.headers), door=view.__name__):
                        return await view(request, *arguments, **named)
                except Exception as error:  # noqa: BLE001 - a door never lets one out
                    return _refused(request, await _unless_too_often(request, meaning(error)))

        return cast(View[Arguments], decorated)

    return decorate


async def _unless_too_often(request: HttpRequest, refusal: Refusal) -> Refusal:
    """The same, or that its address is refused too often for being nobody's. Without a database nothing is counted."""
    if not isinstance(refusal, SignedOut | InvalidToken):
        return refusal
    try:
        await in_database(allowances.count_address, address_mark(request))
    except TooOften as too_often:
        return too_often
    except DatabaseError as error:
        logger.warning("An address could not be counted: %s", described(error))
    return refusal


def meaning(error: Exception) -> Refusal:
    """The refusal that an exception comes to; what is nobody's mistake but ours is logged."""
    match error:
        case Refusal():
            return error
        case NotFoundError():
            return Missing()
        case RequestDataTooBig():
            return TooLarge()
    logger.error("A request failed: %s", described(error))
    return Outage() if isinstance(error, DatabaseError) else Broken()


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    metrics.refusals.labels(refusal.code).inc()
    # The component sends a streaming request up to five times again when it meets a 5xx.
    if isinstance(refusal, Outage | Broken | Restarting) and wire.is_streaming(_body(request)):
        return apology(refusal)
    return refusal.as_response()


def _body(request: HttpRequest) -> bytes:
    """Nothing where it was a file's, which was read piece by piece."""
    try:
        return request.body
    except RawPostDataException:
        return b""
