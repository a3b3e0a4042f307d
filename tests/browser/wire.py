"""A wire that says what a test wants: replies made of the SDK's own types, and what the component asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    InferenceOptions,
    Thread,
    ThreadCreatedEvent,
    ThreadItemDoneEvent,
    ThreadMetadata,
    UserMessageItem,
    UserMessageTextContent,
)
from chatkit.types import (
    Page as ItemPage,
)
from playwright.sync_api import Page, Route, expect
from pydantic import BaseModel

THREAD = "thr_wire"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
Said = BaseModel | dict[str, Any]
Answer = list[Said] | Callable[[dict[str, Any]], list[Said]]


def base(item_id: str) -> dict[str, Any]:
    """What every item has."""
    return {"id": item_id, "thread_id": THREAD, "created_at": NOW}


def asked(text: str = "Hello", item_id: str = "msg_asked", **more: Any) -> UserMessageItem:
    content = [UserMessageTextContent(text=text)]
    return UserMessageItem(**{**base(item_id), "content": content, "inference_options": InferenceOptions(), **more})


def said(text: str, item_id: str = "msg_said", **more: Any) -> AssistantMessageItem:
    return AssistantMessageItem(**base(item_id), content=[AssistantMessageContent(text=text, **more)])


def done(item: BaseModel) -> ThreadItemDoneEvent:
    return ThreadItemDoneEvent.model_construct(type="thread.item.done", item=item)


def plain(value: Said) -> Any:
    """As the SDK writes it."""
    if isinstance(value, BaseModel):
        return json.loads(value.model_dump_json(by_alias=True, exclude_none=True))
    return value


class Wire:
    """Stands in the place of the server for one tab. A thread with `items` is open, or an empty one."""

    def __init__(self, page: Page, *items: Said, **thread: Any) -> None:
        self.page = page
        self.items = [plain(item) for item in items]
        self.metadata = ThreadMetadata(id=THREAD, created_at=NOW, **thread)
        self.requests: list[dict[str, Any]] = []
        self.answers: list[Answer] = []
        self.replies: dict[str, Any] = {}
        page.route("**/chat/wire/", self._handle)
        page.route("**/chat/answers/**", lambda route: route.fulfill(status=404, json={}))

    def answer(self, *events: Said) -> None:
        """The next streaming request is answered by these events."""
        self.answers.append(list(events))

    def reply(self, operation: str, value: Any) -> None:
        """A JSON operation is answered by this."""
        self.replies[operation] = value

    def open(self, url: str, options: str = "", *, empty: bool = False) -> None:
        """Open the chat's page with the thread; `options` is JavaScript for an object of further options."""
        init = f"sessionStorage.setItem('chatkit.thread:/chat/wire/', '{THREAD}')" if not empty else ""
        self.page.add_init_script(init or "0")
        self.page.goto(f"{url}/chat/")
        expect(self.page.locator("chatkit-host[filled]")).to_be_attached()
        if options:
            self.options(options)
        if not empty and self.items:
            expect(self.page.locator(".messages > *").first).to_be_attached()

    def options(self, options: str) -> None:
        """Give the component further options."""
        self.page.evaluate(f"document.querySelector('chatkit-host').setOptions({options})")

    def sent(self, operation: str) -> list[dict[str, Any]]:
        """The parameters of the requests of one kind."""
        return [request["params"] for request in self.requests if request["type"] == operation]

    def hold(self) -> None:
        """Keep the streams of the answers open, as while a model thinks, until `release`."""
        self.page.evaluate(
            """() => {
                const { fetch } = window
                const held = new Promise((resolve) => (window.release = resolve))
                window.fetch = async (...values) => {
                    const response = await fetch(...values)
                    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response
                    return new Response(response.body.pipeThrough(new TransformStream({ flush: () => held })), response)
                }
            }"""
        )

    def release(self) -> None:
        self.page.evaluate("window.release()")

    def listen(self, *names: str) -> None:
        """Remember events of the component."""
        self.page.evaluate(
            """(names) => {
                window.heard = []
                const host = document.querySelector('chatkit-host')
                for (const name of names) host.addEventListener(name, ({ detail }) => window.heard.push([name, detail]))
            }""",
            list(names),
        )

    @property
    def heard(self) -> list[list[Any]]:
        return self.page.evaluate("JSON.parse(JSON.stringify(window.heard))")

    def _handle(self, route: Route) -> None:
        request = json.loads(route.request.post_data or "{}")
        self.requests.append(request)
        kind = request["type"]
        if kind in self.replies:
            route.fulfill(json=plain(self.replies[kind]))
        elif kind == "threads.get_by_id":
            thread = Thread(**self.metadata.model_dump(), items=ItemPage())
            route.fulfill(json=plain(thread), headers={"ChatKit-Answer-State": "complete"})
        elif kind == "items.list":
            route.fulfill(json={"data": self.items[::-1], "has_more": False})
        elif kind == "threads.list":
            route.fulfill(json={"data": [plain(self.metadata)], "has_more": False})
        elif kind in STREAMING:
            self._stream(route, request)
        else:
            route.fulfill(json={})

    def _stream(self, route: Route, request: dict[str, Any]) -> None:
        events: Answer = self.answers.pop(0) if self.answers else [done(said("Done."))]
        if callable(events):
            events = events(request)
        if request["type"] == "threads.create":
            thread = Thread(**self.metadata.model_dump(), items=ItemPage())
            events = [ThreadCreatedEvent(thread=thread), *events]
        body = "".join(f"data: {json.dumps(plain(event))}\n\n" for event in events)
        headers = {"Content-Type": "text/event-stream", "ChatKit-Answer": "ans_wire"}
        route.fulfill(body=body, headers=headers)


STREAMING = {
    "threads.create",
    "threads.add_user_message",
    "threads.add_client_tool_output",
    "threads.add_structured_input",
    "threads.retry_after_item",
    "threads.custom_action",
}
ROOT = "document.querySelector('chatkit-host').shadowRoot.querySelector('chatkit-builtin').shadowRoot"
