"""The wire as a browser speaks it, in the process of the test: Django's `AsyncClient`, with events parsed."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import AsyncClient
from django.urls import reverse

Event = dict[str, Any]


class Wire:
    """Speaks for whoever the client has signed in::

    wire = Wire(client)
    events = await wire.ask("Which teapot keeps tea warm?")
    assert "an hour" in text_of(answer_of(events))
    """

    def __init__(self, client: AsyncClient) -> None:
        self.client = client

    async def post(self, operation: str, /, **params: Any) -> HttpResponseBase:
        """Send one of ChatKit's requests; the response as it is, refused or not."""
        body = {"type": operation, "params": params}
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        response: HttpResponseBase = await self.client.post(
            reverse("chatkit:wire"), body, content_type="application/json", headers=headers
        )
        return response

    async def call(self, operation: str, /, **params: Any) -> Any:
        """What a JSON operation answers. Raises `AssertionError` for a refusal, with what it says."""
        return json.loads(_taken(await self.post(operation, **params)).content)  # type: ignore[attr-defined]

    async def events(self, operation: str, /, **params: Any) -> AsyncIterator[Event]:
        """A streaming operation's events as they come. Raises `AssertionError` for a refusal."""
        response = _taken(await self.post(operation, **params))
        assert isinstance(response, StreamingHttpResponse), operation
        async for part in response:
            for line in part.decode().splitlines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    async def ask(self, text: str, thread_id: str = "") -> list[Event]:
        """Ask in a thread, or in a new one, and wait until it is answered."""
        if thread_id:
            asked = self.events("threads.add_user_message", thread_id=thread_id, input=message(text))
        else:
            asked = self.events("threads.create", input=message(text))
        return [event async for event in asked]


def _taken(response: HttpResponseBase) -> HttpResponseBase:
    assert response.status_code == 200, getattr(response, "content", response)
    return response


def message(text: str, **more: Any) -> dict[str, Any]:
    """What somebody sends: the `input` of a request."""
    content = [{"type": "input_text", "text": text}]
    return {"content": content, "attachments": [], "quoted_text": "", "inference_options": {}, **more}


def thread_of(events: list[Event]) -> str:
    """The id of the thread that was made."""
    return str(next(event["thread"]["id"] for event in events if event["type"] == "thread.created"))


def answer_of(events: list[Event]) -> dict[str, Any]:
    """The assistant's message, as it was when it was done."""
    done = [event["item"] for event in events if event["type"] == "thread.item.done"]
    item: dict[str, Any] = next(item for item in done if item["type"] == "assistant_message")
    return item


def text_of(item: dict[str, Any]) -> str:
    """The words of a message."""
    return "".join(part["text"] for part in item["content"])
