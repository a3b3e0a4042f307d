"""What a tool, or an action, may show the person while it works."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any, Literal

from chatkit.server import stream_widget
from chatkit.types import (
    ClientEffectEvent,
    CustomSummary,
    CustomTask,
    GeneratedImage,
    GeneratedImageItem,
    NoticeEvent,
    ProgressUpdateEvent,
    StructuredInput,
    StructuredInputItem,
    Task,
    ThreadItemDoneEvent,
)
from chatkit.widgets import WidgetRoot

from chat import registry
from chat.assistant.images import stored_image
from chat.assistant.run import Found, Run


class Show:
    """Events go to the browser at once; widgets, tasks, images and forms are stored in the thread too."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def progress(self, text: str, *, icon: Any = None) -> None:
        """A line that says what is going on, until the next thing is shown. `icon` is one of ChatKit's names."""
        await self._run.stream(ProgressUpdateEvent(text=str(text), icon=icon))

    async def task(self, title: str = "", content: str = "", *, icon: Any = None, task: Task | None = None) -> int:
        """A step of the work, shown as under way; its number, for `done`. `task` is one of ChatKit's other kinds."""
        step = task or CustomTask(title=str(title) or None, content=str(content) or None, icon=icon)
        step.status_indicator = "loading"
        await self._run.add_workflow_task(step)
        workflow = self._run.workflow_item
        return len(workflow.workflow.tasks) - 1 if workflow else 0

    async def done(self, number: int, *, content: str = "") -> None:
        """A step is complete. Steps that belong to a workflow which has been closed meanwhile stay as they are."""
        workflow = self._run.workflow_item
        if workflow is None or number >= len(workflow.workflow.tasks):
            return
        changed: dict[str, str] = {"status_indicator": "complete", **({"content": content} if content else {})}
        await self._run.update_workflow_task(workflow.workflow.tasks[number].model_copy(update=changed), number)

    async def summary(self, title: str, *, icon: Any = None) -> None:
        """Close the list of steps under one line."""
        await self._run.end_workflow(CustomSummary(title=str(title), icon=icon))

    async def widget(self, widget: WidgetRoot | AsyncGenerator[WidgetRoot, None], *, text: str = "") -> None:
        """A widget; or one that changes, as its states: only texts with an id grow letter by letter. `text` is what is
        copied, and what the model is told of it in later turns.
        """
        run = self._run
        async for event in stream_widget(run.thread, widget, text or None, run.generate_id):
            await run.stream(event)

    async def notice(
        self, message: str, *, title: str = "", level: Literal["info", "warning", "danger"] = "info"
    ) -> None:
        """Something to know, in Markdown. It is not kept."""
        await self._run.stream(NoticeEvent(level=level, message=str(message), title=str(title) or None))

    async def effect(self, name: str, **values: Any) -> bool:
        """Let the page do something; whether it offers that. The name was registered by `client_effect`."""
        if name not in registry.effects:
            raise ValueError(f"{name} is no registered effect.")
        if name not in self._run.request_context.offers.effects:
            return False
        await self._run.stream(ClientEffectEvent(name=name, data=values))
        return True

    async def image(self, content: bytes, *, name: str = "image") -> None:
        """A picture, as PNG, JPEG, GIF or WebP; kept in the site's storage."""
        url = await stored_image(content, name=name, run=self._run)
        item = GeneratedImageItem(
            **self._run.heading(),
            image=GeneratedImage(id=url.rstrip("/").rpartition("/")[2], url=url),
        )
        await self._run.stream(ThreadItemDoneEvent(item=item))

    async def ask(self, *questions: StructuredInput) -> None:
        """Put questions to the person. The tool's answer ends the turn, and theirs begins the next one."""
        self._run.form = StructuredInputItem(
            **self._run.heading(),
            inputs=list(questions),
        )

    @property
    def thread_id(self) -> str:
        return self._run.thread.id

    def note(self, found: Found) -> None:
        """The same of something that is no page."""
        self._run.note(found)

    def found(self, title: str, url: str) -> None:
        """A page that the answer may cite: a link to it in the answer becomes a source."""
        self._run.note(Found(title=str(title), url=str(url)))
