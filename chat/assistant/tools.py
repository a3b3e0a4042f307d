"""The site's functions as tools of the model. Whom they work for is in the run's context, never in an argument."""

from __future__ import annotations

import functools
import inspect
import json
import logging
import typing
from collections.abc import AsyncGenerator
from typing import Any, TypeGuard

from agents import FunctionTool, function_tool
from agents.tool_context import ToolContext
from chatkit.types import ProgressUpdateEvent
from chatkit.widgets import BasicRoot, Card, DynamicWidgetRoot, ListView, WidgetRoot
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from pydantic import BaseModel

from chat import hooks, tracing
from chat.assistant.run import Run, Wrapped
from chat.assistant.said import cut
from chat.assistant.show import Show
from chat.faults import described
from chat.permissions import permitted
from chat.registry import Tool

logger = logging.getLogger(__name__)

SHOW = "show"
FORBIDDEN = "The person may not use this tool."
FAILED = "This tool failed. Say so in one sentence, and go on without it."
GONE = "There is no such thing, or the person may not see it."
SHOWN = "The person sees it now."
WIDGETS = (BasicRoot, Card, DynamicWidgetRoot, ListView)


@functools.cache
def as_sdk_tool(tool: Tool) -> FunctionTool:
    """The tool as the Agents SDK calls it."""

    async def called(run: ToolContext[Run], *arguments: Any, **named: Any) -> str:
        context = run.context
        if tool.name not in {entry.name for entry in await permitted([tool], context.request_context)}:
            return FORBIDDEN
        if tool.progress:
            await context.stream(ProgressUpdateEvent(text=str(tool.progress)))
        show = Show(context)
        extra = {SHOW: show} if SHOW in inspect.signature(tool.function).parameters else {}
        with tracing.span("tool", tool=tool.name):
            result = await hooks.call(tool.function, context.request_context, *arguments, **named, **extra)
            return cut(await told(result, show), tool.characters)

    sign(called, like=tool.function, without=1)
    return function_tool(
        called,
        needs_approval=tool.needs_approval,
        timeout=tool.seconds,
        timeout_error_function=failure,
        failure_error_function=failure,
    )


def sign(wrapper: Any, *, like: Any, without: int) -> None:
    """Give the wrapper the signature that the model is to see: without the first, the asker, and without `show`."""
    hints = typing.get_type_hints(like, include_extras=True)
    signature = inspect.signature(like)
    chosen = list(signature.parameters.values())[without:]
    chosen = [
        parameter.replace(annotation=hints.get(parameter.name, str)) for parameter in chosen if parameter.name != SHOW
    ]
    run = inspect.Parameter("run", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Wrapped)
    wrapper.__name__ = wrapper.__qualname__ = like.__name__
    wrapper.__doc__ = like.__doc__
    wrapper.__signature__ = signature.replace(parameters=[run, *chosen], return_annotation=str)
    wrapper.__annotations__ = {"run": Wrapped, **{one.name: one.annotation for one in chosen}, "return": str}


async def told(result: Any, show: Show) -> str:
    """What the model is told of a tool's result; a widget is shown to the person instead."""
    match result:
        case str():
            return result
        case None:
            return SHOWN
        case _ if is_widget(result):
            await show.widget(result)
            return SHOWN
        case BaseModel():
            return result.model_dump_json(exclude_none=True)
    return json.dumps(result, ensure_ascii=False, cls=DjangoJSONEncoder)


def is_widget(result: Any) -> TypeGuard[WidgetRoot | AsyncGenerator[WidgetRoot, None]]:
    return isinstance(result, WIDGETS) or inspect.isasyncgen(result)


def failure(run: Wrapped, error: Exception) -> str:
    """What the model is told of a call that failed; the cause goes to the log."""
    match error:
        case PermissionDenied():
            return FORBIDDEN
        case ObjectDoesNotExist():
            return GONE
    logger.warning("A tool failed: %s (request %s)", described(error), run.context.request_context.request_id)
    return FAILED
