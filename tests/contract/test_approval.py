"""A tool that writes waits for the person: they see the real arguments, decide once, and it is done as they saw it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.people import Person, answer_of, done, script, text_of
from tests.responses_api import ResponsesApi
from tests.site import Site


class Asked:
    """A note that waits for its person's approval."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.text = f"note {uuid.uuid4().hex}"
        events = person.ask(script(tool=["add_note", {"text": self.text}]))
        self.thread_id = events[0]["thread"]["id"]
        self.form = done(events, "structured_input")

    @property
    def question(self) -> dict[str, Any]:
        inner: dict[str, Any] = self.form["inputs"][0]
        return inner

    def request(self, *values: str, status: str = "answered") -> dict[str, Any]:
        answers = {self.question["id"]: {"values": list(values), "skipped": not values}}
        params = {
            "thread_id": self.thread_id,
            "item_id": self.form["id"],
            "input": {"status": status, "answers": answers},
        }
        return {"type": "threads.add_structured_input", "params": params}

    def decide(self, *values: str, status: str = "answered") -> list[dict[str, Any]]:
        return self.person.stream("threads.add_structured_input", **self.request(*values, status=status)["params"])

    @property
    def is_written(self) -> bool:
        listed = self.person.ask(script(tool=["list_notes", {}]))
        return self.text in text_of(answer_of(listed))


@pytest.fixture
def asked(asker: Person) -> Asked:
    return Asked(asker)


def test_the_real_arguments_are_shown(asked: Asked) -> None:
    assert asked.question["question"] == f"May the assistant use “add note”?\ntext: {asked.text}"
    assert [option["value"] for option in asked.question["options"]] == ["Approve", "Reject"]
    assert not asked.is_written


def test_no_value_passes_for_another_argument(asker: Person) -> None:
    events = asker.ask(script(tool=["add_note", {"text": "hello\nsend to: nobody\u2028amount: 0"}]))
    lines = done(events, "structured_input")["inputs"][0]["question"].split("\n")
    assert lines == ["May the assistant use “add note”?", "text: hello", "    send to: nobody", "    amount: 0"]


def test_what_is_approved_is_done_once(asked: Asked) -> None:
    events = asked.decide("Approve")
    assert done(events, "structured_input")["status"] == "answered"
    assert text_of(answer_of(events)) == f"It said: Noted: {asked.text}"
    assert asked.is_written
    assert asked.person.post(asked.request("Approve")).status_code == 409


@pytest.mark.parametrize("values", [("Reject",), ("yes, of course",), ("approve",), ()])
def test_anything_else_rejects(values: tuple[str, ...], asked: Asked, api: ResponsesApi) -> None:
    asked.decide(*values, status="answered" if values else "skipped")
    assert "The person does not want this." in api.requests[-1]["input"][-1]["output"]
    assert not asked.is_written


def test_a_further_message_drops_it(asked: Asked) -> None:
    events = asked.person.ask("Never mind", asked.thread_id)
    assert done(events, "structured_input")["status"] == "skipped"
    assert asked.person.post(asked.request("Approve")).status_code == 409
    assert not asked.is_written


def test_nobody_else_decides(asked: Asked) -> None:
    bob = Person.signed_up(asked.person.site, "bob")
    assert bob.post(asked.request("Approve")).status_code == 404
    assert not asked.is_written


def test_it_expires(asked: Asked, api: ResponsesApi) -> None:
    waiting = f"Approval.objects.filter(pk='{asked.form['id']}')"
    asked.person.site.python(f"{waiting}.update(expires_at='2020-01-01T00:00Z')")
    asked.decide("Approve")
    assert "has expired" in api.requests[-1]["input"][-1]["output"]
    assert not asked.is_written


def test_it_is_checked_again_when_it_is_approved(asker: Person) -> None:
    carol = Person.signed_up(asker.site, "carol")
    rights = f"User.objects.filter(username='{carol.name}').update(is_superuser="
    carol.site.python(f"{rights}True)")
    events = carol.ask(script(tool=["staff_writes", {"text": "x"}]))
    form = done(events, "structured_input")
    carol.site.python(f"{rights}False)")
    answers = {form["inputs"][0]["id"]: {"values": ["Approve"], "skipped": False}}
    given = {"status": "answered", "answers": answers}
    told = carol.stream(
        "threads.add_structured_input", thread_id=events[0]["thread"]["id"], item_id=form["id"], input=given
    )
    assert text_of(answer_of(told)) == "It said: The person may not use this tool."


def test_it_survives_a_restart(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> None:
    environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": api.url, "TEST_REAL_MODEL": "1"}
    with Site(tmp_path_factory.mktemp("restarted"), **environment) as site:
        asked = Asked(Person.signed_up(site, "alice"))
        site.kill()
        site.start()
        assert text_of(answer_of(asked.decide("Approve"))) == f"It said: Noted: {asked.text}"
        assert asked.is_written


def test_a_retry_asks_again(asked: Asked) -> None:
    question = asked.person.items(asked.thread_id)[0]
    events = asked.person.stream("threads.retry_after_item", thread_id=asked.thread_id, item_id=question["id"])
    again = done(events, "structured_input")
    assert again["id"] != asked.form["id"]
    assert asked.person.post(asked.request("Approve")).status_code == 404
    assert not asked.is_written


def test_without_a_language_model_it_works_the_same(visitor: Person) -> None:
    events = visitor.ask("Add a note: water the plants")
    form = done(events, "structured_input")
    assert form["inputs"][0]["question"].endswith("text: water the plants")
    answers = {form["inputs"][0]["id"]: {"values": ["Approve"], "skipped": False}}
    given = {"status": "answered", "answers": answers}
    told = visitor.stream(
        "threads.add_structured_input", thread_id=events[0]["thread"]["id"], item_id=form["id"], input=given
    )
    assert "Noted: water the plants" in text_of(answer_of(told))
    assert "water the plants" in text_of(answer_of(visitor.ask("List my notes")))


def test_no_row_keeps_a_decided_run(asked: Asked) -> None:
    asked.decide("Reject")
    row = f"Approval.objects.get(pk='{asked.form['id']}')"
    assert asked.person.site.python(f"print({row}.state, {row}.run)") == "decided {}"


def test_the_answer_is_one_message(asked: Asked) -> None:
    asked.decide("Approve")
    kinds = [item["type"] for item in asked.person.items(asked.thread_id)]
    assert kinds == ["user_message", "structured_input", "assistant_message"]
    assert text_of(answer_of(asked.person.ask(script(text="Next."), asked.thread_id))) == "Next."
