"""Everything that the SDK may send is taken, what nobody knows yet is left out, and a strict policy is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat import Chat
from tests.browser.wire import NOW, ROOT, THREAD, Wire, asked, done, said
from tests.people import Person

SUPPORTED: dict[str, dict[str, str]] = json.loads(Path("frontend/supported.json").read_text())
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types chatkit-host"
)
TEXT = {"type": "Text", "value": "x"}
ACTION = {"type": "act"}
COMPONENTS: dict[str, dict[str, Any]] = {
    "Text": {"value": "x", "editable": {"name": "e"}, "maxLines": 2},
    "Title": {"value": "x", "size": "5xl"},
    "Caption": {"value": "x", "truncate": True},
    "Chart": {
        "data": [{"m": "Jan", "a": 1, "b": 2, "c": 3}],
        "series": [
            {"type": kind, "dataKey": key, "label": None}
            for kind, key in zip(SUPPORTED["chart_series"], "abc", strict=True)
        ],
        "xAxis": {"dataKey": "m"},
    },
    "Badge": {"label": "x"},
    "Markdown": {"value": "**x**"},
    "Box": {"children": [TEXT], "border": {"top": {"size": 1}}, "padding": {"x": 2, "top": "1rem"}},
    "Row": {"children": [TEXT], "gap": 2},
    "Col": {"children": [TEXT], "minSize": 10},
    "Divider": {"flush": True},
    "Icon": {"name": "star"},
    "Image": {"src": "/static/icon.svg", "alt": "x"},
    "ListViewItem": {"children": [TEXT], "onClickAction": ACTION},
    "Button": {"label": "x", "onClickAction": ACTION},
    "Checkbox": {"name": "c"},
    "Spacer": {"minSize": 4},
    "Select": {"name": "s", "options": [{"value": "a", "label": "A"}], "searchable": True, "clearable": True},
    "DatePicker": {"name": "d", "min": "2026-01-01T00:00:00"},
    "Form": {"children": [TEXT], "onSubmitAction": ACTION},
    "Input": {"name": "i", "autoFocus": True},
    "Label": {"value": "L", "fieldName": "i"},
    "RadioGroup": {"name": "r", "options": [{"value": "a", "label": "A"}]},
    "Textarea": {"name": "t", "autoResize": True, "maxRows": 4},
    "Transition": {"children": TEXT},
}
WIDGET = {
    "type": "Card",
    "children": [{"type": name, "id": name, **more} for name, more in COMPONENTS.items()] + [{"type": "Tomorrow"}],
}
TASKS: dict[str, dict[str, Any]] = {
    "custom": {"title": "x", "content": "y"},
    "web_search": {"queries": ["q"]},
    "thought": {"content": "x"},
    "file": {"sources": [{"type": "file", "title": "x", "filename": "f"}]},
    "image": {},
}
SOURCES: dict[str, dict[str, Any]] = {
    "url": {"title": "x", "url": "javascript:alert(1)"},
    "file": {"title": "x", "filename": "f"},
    "entity": {"title": "x", "id": "e"},
}
INPUTS: dict[str, dict[str, Any]] = {
    "multiple_choice": {"id": "m", "question": "?", "options": [{"value": "a"}]},
    "freeform": {"id": "f", "question": "?"},
}
PARTS: dict[str, dict[str, Any]] = {
    "input_text": {"text": "x"},
    "input_tag": {"id": "t", "text": "T", "data": {}},
}
FILES: dict[str, dict[str, Any]] = {
    "file": {"id": "a", "name": "a", "mime_type": "a/b"},
    "image": {"id": "b", "name": "b", "mime_type": "image/png", "preview_url": "https://evil.example/p.png"},
}


def _typed(examples: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """One of each, and one that nobody knows."""
    return [{"type": name, **more} for name, more in examples.items()] + [{"type": "tomorrow", "title": "?"}]


ITEMS: dict[str, dict[str, Any]] = {
    "user_message": {"content": _typed(PARTS), "attachments": _typed(FILES), "inference_options": {}},
    "assistant_message": {
        "content": [
            {"type": "output_text", "text": "x", "annotations": [{"source": source} for source in _typed(SOURCES)]},
            {"type": "tomorrow"},
        ]
    },
    "client_tool_call": {"status": "completed", "call_id": "c", "name": "n", "arguments": {}},
    "widget": {"widget": WIDGET},
    "generated_image": {"image": {"id": "i", "url": "/static/icon.svg"}},
    "structured_input": {"status": "answered", "inputs": _typed(INPUTS)},
    "workflow": {"workflow": {"type": "custom", "tasks": _typed(TASKS), "expanded": True}},
    "task": {"task": {"type": "custom", "title": "x"}},
    "hidden_context_item": {"content": "secret"},
    "sdk_hidden_context": {"content": "secret"},
    "end_of_turn": {},
}
UPDATES: dict[str, tuple[str, dict[str, Any]]] = {
    "assistant_message.content_part.added": ("assistant_message", {"content_index": 0, "content": {"text": "a"}}),
    "assistant_message.content_part.text_delta": ("assistant_message", {"content_index": 0, "delta": "b"}),
    "assistant_message.content_part.annotation_added": (
        "assistant_message",
        {
            "content_index": 0,
            "annotation_index": 0,
            "annotation": {"source": {"type": "url", "title": "S", "url": "/s/"}},
        },
    ),
    "assistant_message.content_part.done": ("assistant_message", {"content_index": 0, "content": {"text": "abc"}}),
    "widget.streaming_text.value_delta": ("widget", {"component_id": "Markdown", "delta": "!", "done": True}),
    "widget.component.updated": ("widget", {"component_id": "Title", "component": {"type": "Title", "value": "New"}}),
    "widget.root.updated": ("widget", {"widget": {"type": "Basic", "children": [TEXT]}}),
    "workflow.task.added": ("workflow", {"task_index": 9, "task": {"type": "custom", "title": "Late"}}),
    "workflow.task.updated": ("workflow", {"task_index": 0, "task": {"type": "custom", "title": "Now"}}),
    "generated_image.updated": ("generated_image", {"image": {"id": "i", "url": "/static/icon.svg"}, "progress": 1}),
}


def _items() -> list[dict[str, Any]]:
    return [
        {"id": f"item_{item['type']}", "thread_id": THREAD, "created_at": NOW.isoformat(), **item}
        for item in _typed(ITEMS)
    ]


@pytest.fixture
def strict(page: Page) -> list[str]:
    """What the browser refused, on pages with a strict policy."""
    refused: list[str] = []

    def with_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "Content-Security-Policy": POLICY})

    page.route("**/chat/", with_policy)

    def refuse(what: str) -> None:
        refused.append(what)

    page.expose_function("refuse", refuse)
    page.add_init_script(
        """document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
            refuse(`${violatedDirective} ${blockedURI} ${sample}`)
        })"""
    )
    return refused


def test_the_examples_are_complete() -> None:
    assert set(ITEMS) == set(SUPPORTED["thread_items"])
    assert set(UPDATES) == set(SUPPORTED["item_updates"])
    assert set(COMPONENTS) == set(SUPPORTED["widget_components"])
    assert set(TASKS) == set(SUPPORTED["tasks"])
    assert set(SOURCES) == set(SUPPORTED["sources"])
    assert set(INPUTS) == set(SUPPORTED["structured_inputs"])
    assert set(PARTS) == set(SUPPORTED["question_parts"])
    assert set(FILES) == set(SUPPORTED["attachments"])


def _logged(page: Page) -> list[Any]:
    return page.evaluate("window.heard")


def test_a_stored_thread_of_everything_is_shown(page: Page, alice_here: Person, strict: list[str]) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.listen("chatkit.log", "chatkit.error")
    wire.items = _items()
    page.evaluate(f"document.querySelector('chatkit-host').setThreadId('{THREAD}')")
    for name, how in SUPPORTED["thread_items"].items():
        expect(page.locator(f"[data-item=item_{name}]")).to_have_count(1 if how == "shown" else 0)
    expect(page.locator("[data-item=item_tomorrow]")).to_have_count(0)
    shown = page.evaluate(f"{ROOT}.querySelector('.w-card-body').children.length")
    assert shown == len(COMPONENTS)
    expect(page.locator(".task:visible")).to_have_count(len(TASKS) + 1)
    assert "secret" not in page.locator(".messages").inner_text()
    assert (_logged(page), strict) == ([], [])


def test_an_answer_of_everything_is_taken(page: Page, alice_here: Person, strict: list[str]) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    wire.listen("chatkit.log", "chatkit.error")
    items = [item for item in _items() if item["type"] != "structured_input"]
    thread = {"id": THREAD, "created_at": NOW.isoformat(), "status": {"type": "active"}, "metadata": {}, "title": "T"}
    updates = [{"type": name, **more, "item": of} for name, (of, more) in UPDATES.items()]
    events: list[dict[str, Any]] = [
        {"type": "stream_options", "stream_options": {"allow_cancel": True}},
        *({"type": "thread.item.added", "item": item} for item in items),
        *({"type": "thread.item.updated", "item_id": f"item_{up['item']}", "update": up} for up in updates),
        {"type": "thread.item.updated", "item_id": "item_widget", "update": {"type": "tomorrow"}},
        {"type": "thread.item.updated", "item_id": "nobody", "update": updates[0]},
        *({"type": "thread.item.updated", "item_id": "item_task", "update": {**up}} for up in updates),
        {"type": "thread.item.done", "item": {**items[0], "id": "again"}},
        {"type": "thread.item.replaced", "item": items[7]},
        {"type": "thread.item.removed", "item_id": "again"},
        {"type": "thread.updated", "thread": thread},
        {"type": "progress_update", "text": "Nearly", "icon": "lucide:none"},
        {"type": "client_effect", "name": "e", "data": {}},
        {"type": "notice", "level": "tomorrow", "message": "A notice"},
        {"type": "tomorrow", "item": None},
        {"type": "thread.item.added"},
        {"type": "error", "code": "tomorrow", "message": "An error", "allow_retry": False},
    ]
    used = {event["type"] for event in events} - {"tomorrow"}
    assert used == set(SUPPORTED["stream_events"]) - {"thread.created"}  # the wire sends that itself
    wire.answer(*events)
    Chat(page).send("Hello")
    expect(page.get_by_role("alert")).to_contain_text("An error")
    expect(page.get_by_text("A notice")).to_be_visible()
    expect(page.locator(".said-body")).to_have_text("abc1")
    expect(page.locator(".title")).to_have_text("T")
    wire.answer(done(asked(item_id="next")), done(said("Still here.", "later")))
    Chat(page).send("And now?")
    expect(page.get_by_text("Still here.").last).to_be_visible()
    assert [name for name, _ in _logged(page)] == ["chatkit.error"]
    assert strict == []
