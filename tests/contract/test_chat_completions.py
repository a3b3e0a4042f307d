"""Models that speak Chat Completions: three turns with a tool, each answer a message of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import completions_api
from tests.completions_api import CompletionsApi
from tests.people import Person, answer_of, text_of, thread_of
from tests.site import Site


@pytest.fixture(scope="module")
def api() -> Iterator[CompletionsApi]:
    with completions_api.running() as running:
        yield running


@pytest.fixture(scope="module")
def compatible(api: CompletionsApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {"OPENAI_API_KEY": "any", "OPENAI_BASE_URL": api.url, "CHATKIT_MODEL_API": "chat_completions"}
    folder = tmp_path_factory.mktemp("compatible")
    with Site(folder, TEST_REAL_MODEL="1", CHATKIT_MODEL="llama", **environment) as running:
        yield running


def test_three_turns_keep_their_messages_apart(compatible: Site, api: CompletionsApi) -> None:
    asker = Person.signed_up(compatible, "asker")
    first = asker.ask("One")
    thread_id = thread_of(first)
    answers = [answer_of(events) for events in (first, asker.ask("Two", thread_id), asker.ask("Three", thread_id))]
    assert [text_of(answer).strip() for answer in answers] == [
        "Question 1 after 0 answers .",
        "Question 2 after 1 answers .",
        "Question 3 after 2 answers .",
    ]
    ids = [answer["id"] for answer in answers]
    assert len(set(ids)) == 3
    assert all(item_id.startswith("msg_") and len(item_id) > 30 for item_id in ids)
    stored = asker.items(thread_id)
    assert [item["type"] for item in stored] == ["user_message", "assistant_message"] * 3
    assert [item["id"] for item in stored[1::2]] == ids


def test_the_events_of_a_message_carry_its_id(compatible: Site) -> None:
    events = Person.signed_up(compatible, "asker").ask("One")
    ids = {event["item_id"] for event in events if event["type"] == "thread.item.updated"}
    assert ids == {answer_of(events)["id"]}


def test_the_instructions_come_first_and_the_model_is_named(compatible: Site, api: CompletionsApi) -> None:
    api.requests.clear()
    Person.signed_up(compatible, "asker").ask("One")
    request = api.requests[0]
    assert request["model"] == "llama"
    assert request["messages"][0]["role"] in {"system", "developer"}
    assert request["messages"][0]["content"].startswith("You are the assistant of this website.")
