"""Widgets that tools return, and what their buttons and forms do: checked, done with the asker's rights, and kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Person, answer_of, done, message, script, text_of
from tests.responses_api import ResponsesApi


class Shown:
    """A widget that somebody has been shown."""

    def __init__(self, person: Person, tool: str) -> None:
        self.person = person
        events = person.ask(script(tool=[tool, {}]))
        self.thread_id = events[0]["thread"]["id"]
        self.item = done(events, "widget")

    def params(self, name: str, payload: dict[str, Any]) -> dict[str, Any]:
        action = {"type": name, "payload": payload}
        return {"thread_id": self.thread_id, "item_id": self.item["id"], "action": action}

    @property
    def kept(self) -> dict[str, Any]:
        """The widget as it is stored now."""
        items = self.person.items(self.thread_id)
        inner: dict[str, Any] = next(item["widget"] for item in items if item["id"] == self.item["id"])
        return inner


@pytest.fixture
def card(asker: Person) -> Shown:
    return Shown(asker, "show_card")


@pytest.fixture
def form(asker: Person) -> Shown:
    return Shown(asker, "show_form")


def test_what_a_tool_returns_is_shown_and_kept(card: Shown) -> None:
    assert card.item["widget"]["type"] == "Card"
    assert card.kept == card.item["widget"]


def test_a_list_leads_to_pages_of_the_site(asker: Person) -> None:
    shown = Shown(asker, "show_list")
    assert shown.kept == shown.item["widget"]
    assert (shown.kept["type"], shown.kept["limit"]) == ("ListView", 4)
    entries = shown.kept["children"]
    assert len(entries) > 4  # more can be shown
    assert {entry["type"] for entry in entries} == {"ListViewItem"}
    pressed = [entry["onClickAction"] for entry in entries]
    assert {(one["type"], one["handler"]) for one in pressed} == {("open_page", "client")}
    assert asker.http.get(pressed[0]["payload"]["url"]).status_code == 200


def test_live_text_comes_in_pieces_and_is_kept_whole(asker: Person) -> None:
    events = asker.ask(script(tool=["write_live", {}]))
    deltas = [
        event["update"] for event in events if event["type"] == "thread.item.updated" and "delta" in event["update"]
    ]
    said = "".join(one["delta"] for one in deltas if one["type"] == "widget.streaming_text.value_delta")
    assert said.startswith("This text grows word by word")
    kept = next(item for item in asker.items(events[0]["thread"]["id"]) if item["type"] == "widget")
    assert kept["widget"]["children"][0]["value"] == f"{said} there."


def test_live_text_that_is_stopped_is_kept_as_far_as_it_came(asker: Person) -> None:
    events = asker.events("threads.create", input=message(script(tool=["write_live", {}])))
    thread_id = next(events).data["thread"]["id"]
    next(event for event in events if event.data.get("update", {}).get("delta", "").startswith(" grows"))
    asker.stop(asker.answer)
    for _ in events:
        pass
    kept = next(item for item in asker.items(thread_id) if item["type"] == "widget")
    assert kept["widget"]["children"][0]["value"].startswith("This text grows")


def test_a_button_that_acts_at_once_changes_the_widget_for_good(card: Shown) -> None:
    changed = card.person.call("threads.sync_custom_action", **card.params("count_up", {"count": 0}))
    assert changed["updated_item"]["id"] == card.item["id"]
    assert card.kept == changed["updated_item"]["widget"]
    assert card.kept["children"][0]["children"][2]["label"] == "1"


def test_it_does_so_while_an_answer_streams(card: Shown) -> None:
    words = script(text="word " * 20, tool=["work_in_steps", {}])
    events = card.person.events("threads.add_user_message", thread_id=card.thread_id, input=message(words))
    next(events)
    changed = card.person.call("threads.sync_custom_action", **card.params("count_up", {"count": 4}))
    assert changed["updated_item"]["widget"]["children"][0]["children"][2]["label"] == "5"
    for _ in events:
        pass


def test_a_button_may_answer_in_the_thread(card: Shown) -> None:
    events = card.person.stream("threads.custom_action", **card.params("say_hello", {"count": 3}))
    assert "progress_update" in {event["type"] for event in events}
    assert text_of(answer_of(events)) == "Hello! The card says 3."
    assert card.person.items(card.thread_id)[-1]["type"] == "assistant_message"


def test_a_form_becomes_what_was_made_of_it(form: Shown) -> None:
    events = form.person.stream("threads.custom_action", **form.params("send_form", {"name": "Ada", "size": "s"}))
    assert done(events, "widget")["id"] == form.item["id"]
    assert form.kept["children"][0]["value"] == "Thank you, Ada. Size: s."


@pytest.mark.parametrize(
    "payload", [{}, {"name": "Ada"}, {"name": {"$ne": 1}, "size": ["s"]}, {"name": None, "size": "s"}]
)
def test_a_payload_that_does_not_fit_does_nothing(payload: dict[str, Any], form: Shown) -> None:
    before = form.kept
    events = form.person.stream("threads.custom_action", **form.params("send_form", payload))
    assert events[-1] == {
        "type": "error",
        "code": "custom",
        "message": "This form could not be read. Check what you have entered.",
        "allow_retry": False,
    }
    assert form.kept == before


def test_a_button_that_nobody_registered_does_nothing(card: Shown) -> None:
    params = card.params("delete_everything", {})
    events = card.person.stream("threads.custom_action", **params)
    assert events[-1]["message"] == "This button does nothing here any more."
    assert card.person.post({"type": "threads.sync_custom_action", "params": params}).status_code == 403


def test_nobody_else_presses_it(card: Shown) -> None:
    bob = Person.signed_up(card.person.site, "bob")
    params = card.params("count_up", {"count": 0})
    for operation in ("threads.custom_action", "threads.sync_custom_action"):
        assert bob.post({"type": operation, "params": params}).status_code == 404
    assert card.kept["children"][0]["children"][2]["label"] == "0"


def test_the_model_is_told_what_was_shown(card: Shown, api: ResponsesApi) -> None:
    card.person.ask("What was that?", card.thread_id)
    assert "A card" in str(api.requests[-1]["input"])
