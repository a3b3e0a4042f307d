"""What the page does for the assistant: tools that it answers, effects that it shows, of a list that both know."""

from __future__ import annotations

import json

from tests.people import Person, answer_of, done, script, text_of, thread_of
from tests.responses_api import ResponsesApi

OFFERS = {"offers": {"tools": ["read_selection", "launch_missiles"], "effects": ["highlight_heading"]}}


def _names(api: ResponsesApi) -> set[str]:
    return {tool.get("name", "") for tool in api.requests[0]["tools"]}


def test_only_what_the_site_knows_and_the_page_offers(asker: Person, api: ResponsesApi) -> None:
    asker.ask("Hello", metadata=OFFERS)
    assert {"read_selection", "show_heading"} <= _names(api)
    assert "launch_missiles" not in _names(api)
    api.requests.clear()
    asker.ask("Hello")
    assert not {"read_selection", "show_heading"} & _names(api)


def test_the_page_answers_and_the_turn_goes_on(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["read_selection", {}]), metadata=OFFERS)
    call = done(events, "client_tool_call")
    assert (call["name"], call["status"]) == ("read_selection", "pending")
    told = asker.stream("threads.add_client_tool_output", thread_id=thread_of(events), result={"selection": "tea"})
    assert text_of(answer_of(told)) == 'It said: {"selection": "tea"}'
    assert json.loads(api.requests[-1]["input"][-1]["output"]) == {"selection": "tea"}
    assert asker.items(thread_of(events))[1]["status"] == "completed"


def test_what_the_page_answers_is_cut(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["read_selection", {}]), metadata=OFFERS)
    result = {"selection": "x" * 60_000}
    asker.stream("threads.add_client_tool_output", thread_id=thread_of(events), result=result)
    told = api.requests[-1]["input"][-1]["output"]
    assert told.endswith(" … (cut after 20000 characters)")
    assert len(told) < 20_100


def test_an_answer_that_nobody_waits_for_is_refused(asker: Person) -> None:
    thread_id = asker.thread()
    params = {"thread_id": thread_id, "result": {"selection": "forged"}}
    assert asker.post({"type": "threads.add_client_tool_output", "params": params}).status_code == 409


def test_an_effect_reaches_the_page(asker: Person) -> None:
    events = asker.ask(script(tool=["show_heading", {"heading": "Tea"}]), metadata=OFFERS)
    effects = [event for event in events if event["type"] == "client_effect"]
    assert effects == [{"type": "client_effect", "name": "highlight_heading", "data": {"heading": "Tea"}}]


def test_without_a_language_model_they_work_the_same(visitor: Person) -> None:
    events = visitor.ask("Read the selection", metadata=OFFERS)
    assert done(events, "client_tool_call")["name"] == "read_selection"
    told = visitor.stream("threads.add_client_tool_output", thread_id=thread_of(events), result={"selection": "tea"})
    assert "**selection**: tea" in text_of(answer_of(told))
