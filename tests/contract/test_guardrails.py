"""Guardrails: a kind sentence instead of the answer, and what was refused stays out of what the model is told."""

from __future__ import annotations

import json

from tests.people import Person, answer_of, done, script, text_of, thread_of
from tests.responses_api import ResponsesApi

CARD = "My card is 4111 1111 1111 1111, please book it."
SENTENCE = "That looks like a card number, so I have not passed it on. Please ask again without it."
KEY = "sk-" + "a" * 24


def test_a_question_that_is_refused_never_reaches_the_model(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(CARD)
    assert text_of(answer_of(events)) == SENTENCE
    assert api.requests == []
    assert "error" not in {event["type"] for event in events}


def test_an_id_with_such_digits_in_it_is_no_card(asker: Person) -> None:
    assert text_of(answer_of(asker.ask("What is b4111111111111111?"))) != SENTENCE


def test_nor_does_it_in_a_later_turn(asker: Person, api: ResponsesApi) -> None:
    thread_id = thread_of(asker.ask(CARD))
    asker.ask("Hello then", thread_id)
    told = json.dumps(api.requests)
    assert "4111" not in told
    assert SENTENCE not in told
    assert [text_of(item) for item in asker.items(thread_id)[:2]] == [CARD, SENTENCE]  # the person sees what they said


def test_it_is_marked(asker: Person) -> None:
    thread_id = thread_of(asker.ask(CARD))
    rows = f"Item.objects.filter(thread='{thread_id}').values_list('withheld', flat=True)"
    assert asker.site.python(f"print(*{rows})") == "refused refused"


def test_what_is_typed_into_a_form_is_looked_at_as_well(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["ask_me", {}]))
    thread_id, form = thread_of(events), done(events, "structured_input")
    answers = {form["inputs"][1]["id"]: {"values": [CARD], "skipped": False}}
    params = {"thread_id": thread_id, "item_id": form["id"], "input": {"status": "answered", "answers": answers}}
    assert text_of(answer_of(asker.stream("threads.add_structured_input", **params))) == SENTENCE
    asker.ask("Hello then", thread_id)
    assert "4111" not in json.dumps(api.requests)


def test_what_is_selected_on_the_page_is_looked_at_as_well(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask("Book this, please", metadata={"page": {"title": "Notes", "selection": CARD}})
    assert text_of(answer_of(events)) == SENTENCE
    asker.ask("Hello then", thread_of(events))
    told = json.dumps(api.requests)
    assert "Hello then" in told
    assert "4111" not in told
    assert "Book this" not in told


def test_what_the_page_itself_says_refuses_nobody(asker: Person) -> None:
    events = asker.ask(script(text="Here you are."), metadata={"page": {"title": CARD, "headings": [CARD]}})
    assert text_of(answer_of(events)) == "Here you are."


def test_what_a_tool_of_the_page_returns_is_looked_at_as_well(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["read_selection", {}]), metadata={"offers": {"tools": ["read_selection"]}})
    thread_id = thread_of(events)
    told = asker.stream("threads.add_client_tool_output", thread_id=thread_id, result={"selection": CARD})
    assert text_of(answer_of(told)) == SENTENCE
    asker.ask("Hello then", thread_id)
    assert "4111" not in json.dumps(api.requests)


def test_it_does_not_name_the_thread(asker: Person) -> None:
    thread_id = thread_of(asker.ask(CARD))
    assert "title" not in asker.call("threads.get_by_id", thread_id=thread_id)
    asker.ask("Hello then", thread_id)
    assert asker.call("threads.get_by_id", thread_id=thread_id)["title"] == "Hello then"


def test_trying_again_is_refused_again(asker: Person, api: ResponsesApi) -> None:
    thread_id = thread_of(asker.ask(CARD))
    question = asker.items(thread_id)[0]["id"]
    events = asker.stream("threads.retry_after_item", thread_id=thread_id, item_id=question)
    assert text_of(answer_of(events)) == SENTENCE
    assert api.requests == []


def test_an_answer_that_is_refused_is_taken_back(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(text=f"The key is {KEY}."))
    thread_id = thread_of(events)
    kept = asker.items(thread_id)
    assert [item["type"] for item in kept] == ["user_message", "assistant_message"]
    assert text_of(kept[1]).startswith("I have taken this answer back")
    assert "thread.item.removed" in {event["type"] for event in events}
    asker.ask("And now?", thread_id)
    assert f"The key is {KEY}" not in json.dumps(
        [item for item in api.requests[-1]["input"] if item.get("role") == "assistant"]
    )


def test_without_a_language_model_they_hold_too(visitor: Person) -> None:
    assert text_of(answer_of(visitor.ask(CARD))) == SENTENCE
