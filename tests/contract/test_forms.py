"""Questions that a tool puts to the person: the turn waits for the answers and goes on with them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Person, answer_of, done, script, text_of, thread_of
from tests.responses_api import ResponsesApi


def _answered(
    form: dict[str, Any], thread_id: str, *, status: str = "answered", **answers: list[str]
) -> dict[str, Any]:
    given = {question: {"values": values, "skipped": not values} for question, values in answers.items()}
    return {"thread_id": thread_id, "item_id": form["id"], "input": {"status": status, "answers": given}}


def test_the_answers_reach_the_model(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["ask_me", {}], text="Thank you."))
    form = done(events, "structured_input")
    assert [question["type"] for question in form["inputs"]] == ["multiple_choice", "freeform"]
    assert events[-1]["type"] in ("thread.item.done", "thread.updated")  # nothing is said before they are there
    params = _answered(form, thread_of(events), drink=["Green tea"], wish=["Honey"])
    asker.stream("threads.add_structured_input", **params)
    told = str(api.requests[-1]["input"])
    assert "What would you like to drink? — Green tea" in told
    assert "Anything else? — Honey" in told


def test_it_can_be_skipped(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["ask_me", {}], text="Then not."))
    params = _answered(done(events, "structured_input"), thread_of(events), status="skipped")
    events = asker.stream("threads.add_structured_input", **params)
    assert done(events, "structured_input")["status"] == "skipped"
    assert "not answered" in str(api.requests[-1]["input"])


def test_without_a_language_model_it_goes_on_too(visitor: Person) -> None:
    events = visitor.ask("Ask me questions")
    params = _answered(done(events, "structured_input"), thread_of(events), drink=["Coffee"])
    assert "Coffee" in text_of(answer_of(visitor.stream("threads.add_structured_input", **params)))


@pytest.mark.parametrize("item_id", ["msg_none", ""])
def test_a_form_that_is_not_there_is_missing(item_id: str, asker: Person) -> None:
    events = asker.ask(script(tool=["ask_me", {}]))
    params = _answered({"id": item_id}, thread_of(events), drink=["Coffee"])
    assert asker.post({"type": "threads.add_structured_input", "params": params}).status_code == 404


def test_an_answer_to_a_question_that_was_not_put_uses_nothing_up(asker: Person) -> None:
    events = asker.ask(script(tool=["ask_me", {}]))
    form = done(events, "structured_input")
    request = {"type": "threads.add_structured_input"}
    strange = _answered(form, thread_of(events), nonsense=["Coffee"])
    assert asker.post({**request, "params": strange}).status_code == 400
    right = _answered(form, thread_of(events), drink=["Coffee"])
    assert asker.post({**request, "params": right}).status_code == 200
