"""The composer's model and tool: of the site's lists, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Person, answer_of, message, script, text_of, thread_of
from tests.responses_api import ResponsesApi


def _asking(text: str, **options: Any) -> dict[str, Any]:
    return {**message(text), "inference_options": options}


def test_the_model_that_was_chosen_answers(asker: Person, api: ResponsesApi) -> None:
    asker.ask("", input=_asking(script(text="Hi."), model="gpt-other"))
    asker.ask("", input=_asking(script(text="Hi.")))
    assert [request["model"] for request in api.requests] == ["gpt-other", "gpt-test"]


def test_the_tool_that_was_chosen_is_called_first(asker: Person, api: ResponsesApi) -> None:
    asker.ask("", input=_asking(script(tool=["draw_picture", {}]), tool_choice={"id": "draw_picture"}))
    assert api.requests[0]["tool_choice"] == {"type": "function", "name": "draw_picture"}
    assert api.requests[1].get("tool_choice") != api.requests[0]["tool_choice"]  # not again and again


@pytest.mark.parametrize(
    "options",
    [{"model": "gpt-secret"}, {"tool_choice": {"id": "list_notes"}}, {"tool_choice": {"id": "staff_only"}}],
    ids=["no-model-of-the-list", "no-tool-of-the-list", "not-for-this-person"],
)
def test_what_is_not_on_the_list_or_not_theirs_is_refused(
    options: dict[str, Any], asker: Person, api: ResponsesApi
) -> None:
    request = {"type": "threads.create", "params": {"input": _asking("Hello", **options)}}
    response = asker.post(request)
    assert (response.status_code, response.json()["code"]) == (400, "malformed")
    assert api.requests == []
    assert asker.call("threads.list")["data"] == []


def test_whoever_has_lost_a_right_is_answered_without_it(asker: Person, api: ResponsesApi) -> None:
    _let(asker, may=True)
    events = asker.ask("", input=_asking(script(tool=["staff_only", {}]), tool_choice={"id": "staff_only"}))
    assert text_of(answer_of(events)) == "It said: For staff"
    _let(asker, may=False)
    api.requests.clear()
    thread_id = thread_of(events)
    question = asker.items(thread_id)[0]["id"]
    asker.stream("threads.retry_after_item", thread_id=thread_id, item_id=question)
    assert "tool_choice" not in api.requests[0]
    assert "staff_only" not in {tool.get("name") for tool in api.requests[0]["tools"]}


def _let(person: Person, *, may: bool) -> None:
    change = "add" if may else "remove"
    right = "Permission.objects.get(codename='view_user')"
    person.site.python(
        "from django.contrib.auth.models import Permission",
        f"User.objects.get(username='{person.name}').user_permissions.{change}({right})",
    )


def test_an_answer_that_goes_on_keeps_its_model(asker: Person, api: ResponsesApi) -> None:
    offers = {"offers": {"tools": ["read_selection"]}}
    asked = _asking(script(tool=["read_selection", {}]), model="gpt-other")
    thread_id = thread_of(asker.ask("", input=asked, metadata=offers))
    asker.stream("threads.add_client_tool_output", thread_id=thread_id, result={})
    assert {request["model"] for request in api.requests} == {"gpt-other"}


def test_the_models_of_a_site_without_a_key(visitor: Person) -> None:
    question = "How do I embed the chat in a template?"
    brief = answer_of(visitor.ask("", input=_asking(question, model="extractive-brief")))
    assert len(brief["content"][0]["annotations"]) == 1
    events = visitor.ask("", input=_asking(question, model="extractive-aloud"))
    (thought,) = [
        event["item"] for event in events if event.get("item", {}).get("type") == "workflow" and "done" in event["type"]
    ]
    assert thought["workflow"]["type"] == "reasoning"
    assert question in thought["workflow"]["tasks"][0]["content"]


def test_the_tool_of_a_site_without_a_key(visitor: Person) -> None:
    events = visitor.ask("", input=_asking("Something nice", tool_choice={"id": "draw_picture"}))
    assert "generated_image" in {event.get("item", {}).get("type") for event in events}
    assert "A sunset" in text_of(answer_of(events))


def test_the_gallery_shows_no_choice_that_the_site_does_not_give(asker: Person, visitor: Person) -> None:
    with_key, without = (person.http.get("/gallery/").text for person in (asker, visitor))
    assert 'data-tool="draw_picture"' in with_key
    assert "extractive-brief" not in with_key
    assert 'data-model="extractive-brief"' in without
