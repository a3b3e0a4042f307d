"""What a widget's buttons and forms do: the site's functions, with a payload that was checked."""

from __future__ import annotations

import asyncio
import inspect
import logging
import typing
from collections.abc import AsyncIterator
from functools import cache
from typing import Any

from chatkit.actions import Action as Pressed
from chatkit.errors import CustomStreamError
from chatkit.types import (
    ThreadItemDoneEvent,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    WidgetItem,
)
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, PrivateAttr, ValidationError, create_model

from chat import hooks, registry
from chat.assistant.run import Run
from chat.assistant.show import Show
from chat.assistant.tools import SHOW, is_widget
from chat.context import Asker
from chat.errors import Malformed, NotOffered, Refusal
from chat.faults import described
from chat.permissions import permitted
from chat.registry import Action
from chat.store import ThreadStore

logger = logging.getLogger(__name__)

WIDGET = "widget"
GONE = _("This button does nothing here any more.")
FAILED = _("This did not work. Try again in a moment.")


class Aside(Run):
    """A run without a model: what is streamed is read here."""

    _said: asyncio.Queue[ThreadStreamEvent | None] = PrivateAttr(default_factory=asyncio.Queue)

    async def stream(self, event: ThreadStreamEvent) -> None:
        self._said.put_nowait(event)

    def close(self) -> None:
        self._said.put_nowait(None)

    async def said(self) -> AsyncIterator[ThreadStreamEvent]:
        while (event := await self._said.get()) is not None:
            yield event


async def act(
    thread: ThreadMetadata, pressed: Pressed[str, Any], sender: WidgetItem | None, asker: Asker, *, store: ThreadStore
) -> AsyncIterator[ThreadStreamEvent]:
    """Do it, and tell what it shows as it comes. Raises `CustomStreamError` with a sentence for the person."""
    run = Aside(thread=thread, store=store, request_context=asker)
    working = asyncio.get_running_loop().create_task(_done(pressed, sender, run))
    working.add_done_callback(lambda _: run.close())
    try:
        async for event in run.said():
            yield event
        result = await working
    except Refusal as refusal:
        raise CustomStreamError(refusal.sentence, allow_retry=False) from refusal
    finally:
        working.cancel()
    if isinstance(result, str):
        yield ThreadItemDoneEvent(item=run.says(result))
    elif sender and is_widget(result):
        yield ThreadItemReplacedEvent(item=_changed(sender, result))


async def act_at_once(
    thread: ThreadMetadata, pressed: Pressed[str, Any], sender: WidgetItem | None, asker: Asker, *, store: ThreadStore
) -> WidgetItem | None:
    """Do it without a stream; the widget as it is then, stored. Raises a `Refusal`."""
    run = Aside(thread=thread, store=store, request_context=asker)
    result = await _done(pressed, sender, run)
    if sender is None or not is_widget(result):
        return None
    changed = _changed(sender, result)
    await store.save_item(thread.id, changed, asker)
    return changed


async def _done(pressed: Pressed[str, Any], sender: WidgetItem | None, run: Run) -> Any:
    asker = run.request_context
    entry = registry.actions.entries.get(pressed.type)
    if entry is None or not await permitted([entry], asker):
        raise NotOffered(GONE)
    try:
        values = _payload_model(entry).model_validate(pressed.payload or {})
    except ValidationError:
        raise Malformed(_("This form could not be read. Check what you have entered.")) from None
    chosen = {name: getattr(values, name) for name in type(values).model_fields}
    wanted = inspect.signature(entry.function).parameters
    given = {name: value for name, value in ((SHOW, Show(run)), (WIDGET, sender)) if name in wanted}
    try:
        result = await hooks.call(entry.function, asker, **chosen, **given)
        await run.end_workflow()
    except Exception as error:
        logger.warning("The action %s failed: %s (request %s)", entry.name, described(error), asker.request_id)
        raise NotOffered(FAILED) from error
    return result


@cache
def _payload_model(entry: Action) -> type[BaseModel]:
    """The parameters after the asker, as a model; what else a payload holds is left out."""
    hints = typing.get_type_hints(entry.function)
    _asker, *parameters = inspect.signature(entry.function).parameters.values()
    fields: dict[str, Any] = {
        one.name: (hints.get(one.name, str), ... if one.default is one.empty else one.default)
        for one in parameters
        if one.name not in (SHOW, WIDGET)
    }
    return create_model(entry.name, **fields)


def _changed(sender: WidgetItem, widget: Any) -> WidgetItem:
    return sender.model_copy(update={"widget": widget})
