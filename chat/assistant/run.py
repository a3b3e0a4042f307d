"""One run of the assistant: the SDK's context of it, and what this app keeps for its length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from agents import RunContextWrapper
from chatkit.agents import AgentContext
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    ClientToolCallItem,
    StructuredInputItem,
    UserMessageItem,
)
from pydantic import Field, SkipValidation

from chat.context import Asker
from chat.store import ThreadStore
from chat.turns import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that the run has found, which the answer may cite."""

    title: str
    url: str
    file: str = ""
    """The name of the person's file that it is in."""
    entity: str = ""
    """The id by which a person can mention it with @; empty for what cannot be mentioned."""
    icon: str = ""


class Run(AgentContext[Asker]):
    """Reached by tools and guardrails as `context`."""

    store: Annotated[ThreadStore, SkipValidation]
    message: UserMessageItem | None = None
    """What is being answered; None where the run goes on after something else."""
    found: dict[str, Found] = Field(default_factory=dict)
    """What may be cited, by its URL."""
    form: StructuredInputItem | None = None
    """Questions that a tool has for the person; the run ends, and goes on with their answers."""

    @property
    def turn(self) -> Turn:
        """What the store remembers of this request. Raises `LookupError` outside a turn."""
        if (turn := self.store.turn(self.request_context)) is None:
            raise LookupError(self.thread.id)
        return turn

    async def answered_form(self) -> StructuredInputItem | None:
        """The form with whose answers the run goes on, if it does."""
        if not (form_id := self.turn.answered):
            return None
        form = await self.store.load_item(self.thread.id, form_id, self.request_context)
        return form if isinstance(form, StructuredInputItem) else None

    @property
    def answered_call(self) -> ClientToolCallItem | None:
        """The call of a client tool with whose result the run goes on, if it does."""
        newest = self.turn.tail.newest(1).data
        call = newest[0] if newest and not self.message else None
        return call if isinstance(call, ClientToolCallItem) and call.status == "completed" else None

    def heading(self) -> dict[str, Any]:
        """What a new item of the thread begins with."""
        now = datetime.now()  # noqa: DTZ005 - as the SDK makes them
        return {"id": self.generate_id("message"), "thread_id": self.thread.id, "created_at": now}

    def says(self, text: str) -> AssistantMessageItem:
        """A message of the assistant's that no model has written."""
        return AssistantMessageItem(**self.heading(), content=[AssistantMessageContent(text=text)])

    @property
    def is_waiting(self) -> bool:
        """Whether the person or their page has to do something before the model can go on."""
        return self.form is not None or self.client_tool_call is not None

    def note(self, found: Found) -> None:
        """Remember something that may be cited; what was mentioned stays that."""
        known = self.found.get(found.url)
        if not (known and known.entity):
            self.found[found.url] = found


Wrapped = RunContextWrapper[Run]
"""As the Agents SDK hands it to tools."""
