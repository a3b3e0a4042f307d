"""A long conversation: the newest word for word, the rest condensed, and nothing silently forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.people import Person, answer_of, done, go_home, message, script, text_of, thread_of
from tests.responses_api import ResponsesApi
from tests.site import Site

LONG = "Tell me more about gardens, hedges, lawns and ponds, please, at some length. " * 3


def _told(api: ResponsesApi) -> str:
    return json.dumps(api.requests[-1]["input"], ensure_ascii=False)


@pytest.fixture(scope="module")
def sixty(keyed: Site, api: ResponsesApi) -> Iterator[tuple[Person, str]]:
    """A thread of sixty turns, whose first says something worth remembering."""
    alice = Person.signed_up(keyed, "alice")
    thread_id = thread_of(alice.ask("My order number is 4711 and it came broken."))
    for turn in range(59):
        alice.ask(script(text=f"Answer {turn}. {LONG}", mark=f"{turn} {LONG}"), thread_id)
    yield alice, thread_id
    go_home()


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    """alice does, for all of the module."""
    return iter([None])


def test_after_sixty_turns_the_model_knows_the_first(sixty: tuple[Person, str], api: ResponsesApi) -> None:
    alice, thread_id = sixty
    alice.ask(script(text="Well."), thread_id)
    assert "4711" in _told(api)


def test_what_it_is_given_stays_within_the_budget(sixty: tuple[Person, str], api: ResponsesApi) -> None:
    alice, thread_id = sixty
    alice.ask(script(text="Well."), thread_id)
    assert len(_told(api)) < 2 * 2000 * 4  # the budget in characters, and the material around it
    said = [text_of(item) for item in alice.call("items.list", thread_id=thread_id, limit=3)["data"]]
    told = [item["content"] for item in api.requests[-1]["input"] if item.get("role") == "assistant"]
    assert told[-1] == said[2]  # the answer before this one, word for word


def test_it_begins_with_a_message_of_the_person(sixty: tuple[Person, str], api: ResponsesApi) -> None:
    alice, thread_id = sixty
    alice.ask(script(text="Well."), thread_id)
    said = [item for item in api.requests[-1]["input"] if item.get("role") in ("user", "assistant")]
    assert "condensed" in json.dumps(said[0])
    assert said[1]["role"] == "user"


def test_the_person_sees_all_of_it_and_no_summary(sixty: tuple[Person, str]) -> None:
    alice, thread_id = sixty
    first = alice.call("items.list", thread_id=thread_id, order="asc", limit=2)["data"]
    assert text_of(first[0]) == "My order number is 4711 and it came broken."
    page = alice.call("items.list", thread_id=thread_id, order="asc", limit=100)
    assert {item["type"] for item in page["data"]} == {"user_message", "assistant_message"}


def test_without_a_language_model_it_is_remembered_too(visitor: Person) -> None:
    thread_id = thread_of(visitor.ask("My order number is 4711 and it came broken."))
    answer = answer_of(visitor.ask("What was my order number?", thread_id))
    assert "4711" in text_of(answer)


def test_nor_are_sixty_turns_too_many_for_it(visitor: Person) -> None:
    thread_id = thread_of(visitor.ask("My order number is 4711 and it came broken."))
    brief = {"inference_options": {"model": "extractive-brief"}}
    for turn in range(59):
        visitor.ask("", thread_id, input=message(f"Zxqv {turn}. " + "Zxqv zxqv. " * 80, **brief))
    assert "4711" in text_of(answer_of(visitor.ask("What was my order number?", thread_id)))
    hidden = f"Item.objects.filter(thread='{thread_id}', type='hidden_context_item')"
    assert visitor.site.python(f"print({hidden}.exists())") == "True"  # it was condensed


def test_what_is_no_message_is_condensed_as_well(keyed: Site, api: ResponsesApi) -> None:
    alice = Person.signed_up(keyed, "alice")
    thread_id = thread_of(alice.ask("Why?", input=message("Why?", quoted_text="Hedges are cut in March.")))
    form = done(alice.ask(script(tool=["ask_me", {}]), thread_id), "structured_input")
    answers = {"wish": {"values": ["Honey, and 4711 of it"], "skipped": False}}
    given = {"status": "answered", "answers": answers}
    alice.stream("threads.add_structured_input", thread_id=thread_id, item_id=form["id"], input=given)
    for turn in range(20):
        alice.ask(script(text=f"Answer {turn}. {LONG}", mark=f"{turn} {LONG}"), thread_id)
    alice.ask(script(text="Well."), thread_id)
    summary = next(text for item in api.requests[-1]["input"] if "condensed" in (text := json.dumps(item)))
    assert "Quoted: Hedges are cut in March." in summary
    assert "Honey, and 4711 of it" in summary
