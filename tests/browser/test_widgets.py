"""Widgets: shown, kept up while they stream, filled in, and acted with."""

from __future__ import annotations

from typing import Any

import pytest
from chatkit.actions import ActionConfig
from chatkit.types import (
    SyncCustomActionResponse,
    ThreadItemAddedEvent,
    ThreadItemUpdatedEvent,
    WidgetComponentUpdated,
    WidgetItem,
    WidgetRootUpdated,
    WidgetStreamingTextValueDelta,
)
from chatkit.widgets import (
    Badge,
    BarSeries,
    Button,
    Caption,
    Card,
    Chart,
    Checkbox,
    DatePicker,
    DynamicWidgetRoot,
    Form,
    Input,
    Label,
    LineSeries,
    ListView,
    ListViewItem,
    Markdown,
    RadioGroup,
    Select,
    Text,
    Textarea,
    Title,
)
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.wire import Wire, asked, base, done, plain, said
from tests.people import Person


def _item(widget: Any, item_id: str = "w1", **more: Any) -> WidgetItem:
    return WidgetItem(**base(item_id), widget=widget, **more)


def _act(kind: str, **more: Any) -> ActionConfig:
    return ActionConfig(type=kind, **more)


def _open(page: Page, person: Person, *widgets: Any, options: str = "") -> Wire:
    wire = Wire(page, asked(), *[_item(widget, f"w{place}") for place, widget in enumerate(widgets, start=1)])
    wire.open(person.site.url, options)
    return wire


def test_a_card_shows_its_status_its_parts_and_its_buttons(page: Page, alice_here: Person) -> None:
    card = Card(
        status={"text": "From the CRM", "icon": "suitcase"},
        children=[Title(value="Renewal"), Badge(label="At risk", color="warning"), Caption(value="Soon")],
        confirm={"label": "Keep", "action": _act("keep")},
        cancel={"label": "Drop", "action": _act("drop")},
    )
    wire = _open(page, alice_here, card)
    expect(page.locator(".w-status")).to_have_text("From the CRM")
    expect(page.get_by_role("heading", name="Renewal")).to_be_visible()
    wire.answer(done(said("Dropped.")))
    page.get_by_role("button", name="Drop").click()
    expect(Chat(page).answers).to_contain_text("Dropped.")
    assert wire.sent("threads.custom_action") == [
        {"thread_id": "thr_wire", "item_id": "w1", "action": {"type": "drop"}}
    ]


def test_a_form_gives_its_values_along_and_dots_make_paths(page: Page, alice_here: Person) -> None:
    card = Card(
        asForm=True,
        children=[
            Label(value="E-mail", fieldName="contact.email"),
            Input(name="contact.email", inputType="email", required=True),
            Input(name="__proto__.polluted", defaultValue="x"),
            Input(name="elements", defaultValue="y"),
            Input(name="count", inputType="number", defaultValue="3"),
            Select(name="step", options=[{"value": "c", "label": "Call"}, {"value": "m", "label": "Mail"}]),
            DatePicker(name="day"),
            RadioGroup(
                name="level",
                ariaLabel="Level",
                options=[{"label": "Low", "value": "l"}, {"label": "High", "value": "h"}],
            ),
            Checkbox(name="urgent", label="Urgent"),
            Textarea(name="note", placeholder="Note"),
            Text(value="Old name", editable={"name": "title", "placeholder": "Name"}),
        ],
        confirm={"label": "Save", "action": _act("save", payload={"id": 7})},
    )
    wire = _open(page, alice_here, card)
    page.get_by_role("button", name="Save").click()
    assert wire.sent("threads.custom_action") == []  # the browser asks for the e-mail first
    page.get_by_label("E-mail").fill("dana@acme.test")
    page.get_by_label("step").select_option("Mail")
    page.get_by_label("day").fill("2026-12-24")
    page.get_by_role("radiogroup", name="Level").get_by_label("High").check()
    page.get_by_label("Urgent").check()
    page.get_by_label("Note").fill("Soon")
    page.get_by_label("Name").fill("New name")
    page.get_by_role("button", name="Save").click()
    expect(Chat(page).answers).to_contain_text("Done.")
    assert wire.sent("threads.custom_action")[0]["action"] == {
        "type": "save",
        "payload": {
            "id": 7,
            "elements": "y",
            "contact": {"email": "dana@acme.test"},
            "count": 3,
            "step": "m",
            "day": "2026-12-24",
            "level": "h",
            "urgent": True,
            "note": "Soon",
            "title": "New name",
        },
    }
    assert page.evaluate("({}).polluted") is None


def test_a_form_of_its_own_is_submitted_by_its_button(page: Page, alice_here: Person) -> None:
    form = Form(
        onSubmitAction=_act("go"), children=[Input(name="q", placeholder="Query"), Button(label="Go", submit=True)]
    )
    wire = _open(page, alice_here, Card(children=[form]))
    page.get_by_label("Query").fill("x")
    page.get_by_label("Query").press("Enter")
    expect(Chat(page).answers).to_contain_text("Done.")
    assert wire.sent("threads.custom_action")[0]["action"] == {"type": "go", "payload": {"q": "x"}}


def test_an_action_of_the_page_stays_in_the_page(page: Page, alice_here: Person) -> None:
    card = Card(children=[Button(label="Open", onClickAction=_act("open", handler="client", payload={"n": 1}))])
    options = (
        "{ widgets: { onAction: async (action, item) => { window.acted = [action, item.id, item.widget.type] } } }"
    )
    wire = _open(page, alice_here, card, options=options)
    page.get_by_role("button", name="Open").click()
    page.wait_for_function("window.acted")
    assert page.evaluate("window.acted") == [{"type": "open", "payload": {"n": 1}}, "w1", "Card"]
    assert wire.sent("threads.custom_action") == []


def test_an_action_at_once_replaces_the_widget_even_while_an_answer_runs(page: Page, alice_here: Person) -> None:
    card = Card(
        children=[Text(value="Not applied"), Button(label="Apply", onClickAction=_act("apply", streaming=False))]
    )
    wire = _open(page, alice_here, card)
    wire.reply(
        "threads.sync_custom_action",
        SyncCustomActionResponse(updated_item=_item(Card(children=[Text(value="Applied")]))),
    )
    # An answer that does not come to its end before the test does.
    page.route(
        "**/chat/wire/",
        lambda route: None if "add_user_message" in (route.request.post_data or "") else route.fallback(),
    )
    Chat(page).send("Slow")
    expect(Chat(page).button("Stop")).to_be_visible()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".widget")).to_have_text("The assistant saidApplied")
    assert wire.sent("threads.sync_custom_action")[0]["item_id"] == "w1"


@pytest.mark.parametrize(("behavior", "busy"), [("self", ".w-button"), ("container", ".widget-body"), ("none", "")])
def test_an_action_shows_that_it_is_under_way(behavior: str, busy: str, page: Page, alice_here: Person) -> None:
    action = _act("wait", handler="client", loadingBehavior=behavior)
    options = "{ widgets: { onAction: () => new Promise((resolve) => (window.finish = resolve)) } }"
    _open(page, alice_here, Card(children=[Button(label="Wait", onClickAction=action)]), options=options)
    page.get_by_role("button", name="Wait").click()
    page.wait_for_function("Boolean(window.finish)")
    expect(page.locator("[aria-busy=true]")).to_have_count(1 if busy else 0)
    if busy:
        expect(page.locator(busy)).to_have_attribute("aria-busy", "true")
    page.evaluate("window.finish()")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def test_a_change_of_a_field_is_an_action_with_its_value(page: Page, alice_here: Person) -> None:
    select = Select(
        name="todo.title",
        onChangeAction=_act("changed"),
        options=[{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
    )
    wire = _open(page, alice_here, Card(children=[select]))
    page.get_by_label("todo.title").select_option("B")
    expect(Chat(page).answers).to_contain_text("Done.")
    assert wire.sent("threads.custom_action")[0]["action"]["payload"] == {"todo": {"title": "b"}}


def test_a_long_choice_can_be_searched_by_keyboard(page: Page, alice_here: Person) -> None:
    options: Any = [{"value": f"v{number}", "label": f"City {number}"} for number in range(30)]
    card = Card(
        asForm=True,
        children=[Select(name="city", placeholder="City", options=options)],
        confirm={"label": "Save", "action": _act("save")},
    )
    wire = _open(page, alice_here, card)
    box = page.get_by_role("combobox", name="City")
    box.fill("city 2")
    expect(page.get_by_role("option")).to_have_count(11)
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("City 20")
    page.get_by_role("button", name="Save").click()
    expect(Chat(page).answers).to_contain_text("Done.")
    assert wire.sent("threads.custom_action")[0]["action"]["payload"] == {"city": "v20"}


def test_a_list_shows_its_first_rows_and_then_the_others(page: Page, alice_here: Person) -> None:
    rows = [
        ListViewItem(children=[Text(value=f"Document {number}")], onClickAction=_act("open", payload={"n": number}))
        for number in range(1, 6)
    ]
    wire = _open(page, alice_here, ListView(children=rows, limit=2))
    expect(page.locator(".w-row:visible")).to_have_count(2)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(page.locator(".w-row:visible")).to_have_count(5)
    expect(page.get_by_role("button", name="Document 3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(Chat(page).answers).to_contain_text("Done.")
    assert wire.sent("threads.custom_action")[0]["action"] == {"type": "open", "payload": {"n": 3}}


def _changed(update: Any) -> ThreadItemUpdatedEvent:
    return ThreadItemUpdatedEvent.model_construct(type="thread.item.updated", item_id="w1", update=update)


def test_a_widget_grows_while_it_streams(page: Page, alice_here: Person) -> None:
    wire = Wire(page)
    wire.open(alice_here.site.url, empty=True)
    first = Card(children=[Text(id="t", value="One", streaming=True), Markdown(id="m", value="**b", streaming=True)])
    wire.answer(
        done(asked()),
        ThreadItemAddedEvent(item=_item(first)),
        _changed(WidgetStreamingTextValueDelta(component_id="t", delta=" two", done=False)),
        _changed(WidgetStreamingTextValueDelta(component_id="m", delta="old**", done=True)),
        _changed(WidgetStreamingTextValueDelta(component_id="nowhere", delta="x", done=True)),
        _changed(WidgetComponentUpdated(component_id="t", component=Text(id="t", value="Three"))),
        _changed(WidgetStreamingTextValueDelta(component_id="t", delta=" four", done=True)),
    )
    Chat(page).send("Hello")
    expect(page.locator(".w-text")).to_have_text("Three four")
    expect(page.locator(".w-markdown strong")).to_have_text("bold")


def test_what_was_typed_stays_when_the_widget_changes(page: Page, alice_here: Person) -> None:
    def card(note: str) -> Card:
        return Card(children=[Text(value=note), Form(children=[Input(name="name", placeholder="Name")])])

    wire = _open(page, alice_here, card("Before"))
    page.get_by_label("Name").fill("Ada")
    wire.answer(_changed(WidgetRootUpdated(widget=card("After"))))
    page.evaluate("document.querySelector('chatkit-host').sendCustomAction({ type: 'refresh' }, 'w1')")
    expect(page.locator(".w-text")).to_have_text("After")
    expect(page.get_by_label("Name")).to_have_value("Ada")


def test_a_chart_is_a_table_for_whoever_does_not_see_it(page: Page, alice_here: Person) -> None:
    chart = Chart(
        data=[{"month": "Jan", "new": 10, "goal": 8}, {"month": "Feb", "new": 1204, "goal": 9}],
        series=[BarSeries(label="New", dataKey="new"), LineSeries(label="Goal", dataKey="goal")],
        xAxis="month",
    )
    _open(page, alice_here, Card(children=[chart]))
    expect(page.get_by_role("row", name="Feb 1,204 9")).to_be_attached()
    expect(page.locator(".w-plot rect")).to_have_count(2)
    expect(page.locator(".w-plot polyline")).to_have_count(1)


def test_what_is_not_known_is_left_out(page: Page, alice_here: Person, errors: list[str]) -> None:
    widget = DynamicWidgetRoot.model_validate(
        {
            "type": "Card",
            "tomorrow": {"x": 1},
            "background": "url(https://evil.example/pixel)",
            "children": [
                {"type": "Hologram", "children": [{"type": "Text", "value": "Hidden"}]},
                {"type": "constructor"},
                {"type": "Text", "value": "Seen", "sparkle": True, "color": {"light": "red-500", "dark": "blue-300"}},
                {"type": "Chart", "series": 5, "data": None},
                {"type": "Icon", "name": "lucide:unknown"},
            ],
        }
    )
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    _open(page, alice_here, widget)
    expect(page.locator(".w-card-body")).to_have_text("Seen")
    assert [url for url in asked_for if "evil" in url] == []
    assert errors == []


HOSTILE = [
    "url(https://evil.example/x.png)",
    "var(--x, url(https://evil.example/y.png))",
    "red;position:fixed;inset:0;background:url(https://evil.example/z.png)",
    "red}*{display:none",
    "image-set('https://evil.example/w.png' 1x)",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_colour_is_a_colour_and_nothing_else(value: str, page: Page, alice_here: Person) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    parts = [
        {"type": "Badge", "label": "One", "color": value},
        {"type": "Text", "value": "Two", "color": value},
        {"type": "Divider", "color": value, "size": value, "spacing": value},
        {"type": "Box", "background": value, "width": value, "border": {"size": 1, "color": value}, "children": []},
        {"type": "Icon", "name": "star", "color": value},
        {"type": "Chart", "data": [{"x": "a", "y": 1}], "xAxis": "x", "series": [_bars(value)]},
    ]
    card = {"type": "Card", "background": value, "padding": value, "children": parts}
    wire = Wire(page, asked(), plain(_item(DynamicWidgetRoot(**card))))
    wire.open(alice_here.site.url)
    expect(page.get_by_text("One", exact=True)).to_be_visible()
    expect(Chat(page).composer).to_be_visible()
    assert page.get_by_text("Two", exact=True).evaluate("node => getComputedStyle(node).position") == "static"
    assert [url for url in asked_for if "evil" in url] == []


def _bars(color: str) -> dict[str, Any]:
    return {"type": "bar", "dataKey": "y", "label": "Y", "color": color}
