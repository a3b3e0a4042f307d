"""What an answer has begun and not finished, as its events tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    DurationSummary,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdate,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
    WidgetItem,
    WidgetRootUpdated,
    WidgetStreamingTextValueDelta,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)


class Draft:
    """The unfinished messages, workflows and widgets of an answer. Other items are whole or nothing."""

    def __init__(self) -> None:
        self._items: dict[str, ThreadItem] = {}
        self._words: dict[tuple[str, int], list[str]] = {}
        """Text that is not in its item yet: to add each word to a long text would copy that text for each word."""
        self.has_grown = False
        """Whether anything was added since somebody last set this to False."""

    def take(self, event: ThreadStreamEvent) -> None:
        if isinstance(event, ThreadItemUpdatedEvent) and isinstance(event.update, AssistantMessageContentPartTextDelta):
            if event.item_id in self._items:
                place = event.item_id, event.update.content_index
                self._words.setdefault(place, []).append(event.update.delta)
                self.has_grown = True
            return
        self._add_words()
        match event:
            case ThreadItemAddedEvent(item=AssistantMessageItem() | WorkflowItem() | WidgetItem() as item):
                self._items[item.id] = item.model_copy(deep=True)
            case ThreadItemUpdatedEvent() if event.item_id in self._items:
                _apply(self._items[event.item_id], event.update)
                self.has_grown = True
            case ThreadItemDoneEvent() | ThreadItemReplacedEvent():
                self._items.pop(event.item.id, None)
            case ThreadItemRemovedEvent():
                self._items.pop(event.item_id, None)

    @property
    def items(self) -> list[ThreadItem]:
        """Those that say something already."""
        self._add_words()
        return [item for item in self._items.values() if says_something(item)]

    def _add_words(self) -> None:
        for (item_id, index), words in self._words.items():
            update = AssistantMessageContentPartTextDelta(content_index=index, delta="".join(words))
            _apply(self._items[item_id], update)
        self._words = {}


def says_something(item: ThreadItem) -> bool:
    match item:
        case AssistantMessageItem():
            return any(part.text.strip() for part in item.content)
        case WorkflowItem():
            return bool(item.workflow.tasks)
        case WidgetItem():
            return True
        case _:
            return False


def closed(item: ThreadItem) -> ThreadItem:
    """The item as one that nothing will be added to: an open workflow would be gone on with in the next answer."""
    if not isinstance(item, WorkflowItem) or item.workflow.summary:
        return item
    seconds = int((datetime.now() - item.created_at).total_seconds())  # noqa: DTZ005 - as the SDK makes them
    workflow = item.workflow.model_copy(update={"summary": DurationSummary(duration=seconds)})
    return item.model_copy(update={"workflow": workflow})


def _apply(item: ThreadItem, update: ThreadItemUpdate) -> None:
    if isinstance(item, WorkflowItem):
        _apply_to_workflow(item, update)
    elif isinstance(item, WidgetItem):
        _apply_to_widget(item, update)
    elif isinstance(item, AssistantMessageItem) and hasattr(update, "content_index"):
        while len(item.content) <= update.content_index:
            item.content.append(AssistantMessageContent(text=""))
        _apply_to_part(item, update)


def _apply_to_part(item: AssistantMessageItem, update: ThreadItemUpdate) -> None:
    match update:
        case AssistantMessageContentPartAdded():
            item.content[update.content_index] = update.content.model_copy(deep=True)
        case AssistantMessageContentPartTextDelta():
            item.content[update.content_index].text += update.delta
        case AssistantMessageContentPartAnnotationAdded():
            item.content[update.content_index].annotations.insert(update.annotation_index, update.annotation)
        case AssistantMessageContentPartDone():
            # The bridge sends no annotations here, although it has streamed them.
            item.content[update.content_index].text = update.content.text


def _apply_to_workflow(item: WorkflowItem, update: ThreadItemUpdate) -> None:
    match update:
        case WorkflowTaskAdded():
            item.workflow.tasks.append(update.task)
        case WorkflowTaskUpdated():
            item.workflow.tasks[update.task_index] = update.task


def _apply_to_widget(item: WidgetItem, update: ThreadItemUpdate) -> None:
    match update:
        case WidgetRootUpdated():
            item.widget = update.widget
        case WidgetStreamingTextValueDelta():
            for text in _components(item.widget, update.component_id):
                text.value += update.delta
                text.streaming = not update.done


def _components(component: Any, component_id: str) -> Iterator[Any]:
    if getattr(component, "id", None) == component_id:
        yield component
    children = getattr(component, "children", None)
    for child in children if isinstance(children, list) else [children] if children else []:
        yield from _components(child, component_id)
