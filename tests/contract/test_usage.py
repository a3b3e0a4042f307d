"""What each answer cost is a row: also one that was stopped, or that failed."""

from __future__ import annotations

import json

from tests.people import Person, done, message, script, thread_of
from tests.responses_api import ResponsesApi

ROW = "u = Usage.objects.filter(user__username='{}').latest('id')"


def _row(person: Person, *values: str) -> list[str]:
    printed = person.site.python(
        ROW.format(person.name), f"import json; print(json.dumps([{', '.join(values)}], default=str))"
    )
    row: list[str] = json.loads(printed)
    return row


def test_tokens_model_tools_and_seconds(asker: Person) -> None:
    asker.ask("Where is it?")
    values = ("u.model", "u.outcome", "u.input_tokens", "u.cached_tokens", "u.output_tokens", "u.tools")
    assert _row(asker, *values) == ["gpt-test", "finished", 200, 80, 14, ["search_site"]]
    first, whole = _row(asker, "u.first_token_seconds", "u.seconds")
    assert 0 < float(first) <= float(whole) < 30


def test_the_prices_of_the_site_make_the_cost(asker: Person) -> None:
    asker.ask(script(text="Done."))
    # 60 fresh tokens at 2, 40 cached at 0.5 and 7 written at 8, each for a million.
    assert _row(asker, "u.cost") == ["0.000196"]


def test_an_answer_that_failed_has_one(asker: Person, api: ResponsesApi) -> None:
    api.failure = "401"
    try:
        asker.ask("Hello")
    finally:
        api.failure = ""
    assert _row(asker, "u.outcome", "u.input_tokens", "u.first_token_seconds") == ["failed", 0, None]


def test_an_answer_that_was_stopped_has_one(asker: Person, api: ResponsesApi) -> None:
    api.failure = "slow"
    try:
        events = asker.events("threads.create", input=message("Hello"))
        next(event for event in events if "delta" in event.data.get("update", {}))
        asker.stop(asker.answer)
        events.close()
    finally:
        api.failure = ""
    outcome, first = _row(asker, "u.outcome", "u.first_token_seconds")
    assert outcome == "stopped"
    assert first is not None


def test_what_had_been_spent_when_it_was_stopped_counts(asker: Person) -> None:
    asked = script(tool=["list_notes", {}], text="word " * 200, pace=0.1)
    events = asker.events("threads.create", input=message(asked))
    next(event for event in events if "delta" in event.data.get("update", {}))
    asker.stop(asker.answer)
    for _ in events:
        pass
    values = ("u.outcome", "u.model", "u.input_tokens", "u.output_tokens", "u.tools")
    assert _row(asker, *values) == ["stopped", "gpt-test", 100, 7, ["list_notes"]]
    first, whole = _row(asker, "u.first_token_seconds", "u.seconds")
    assert 0 < float(first) <= float(whole) < 30


def test_what_a_person_cost_on_a_day_is_one_query(asker: Person) -> None:
    asker.ask(script(text="One."))
    asker.ask(script(text="Two."))
    printed = asker.site.python(
        "from django.db.models import Sum",
        "days = Usage.objects.values('user__username', 'tenant', 'day').annotate(cost=Sum('cost'))",
        f"print(days.get(user__username='{asker.name}')['cost'])",
    )
    assert float(printed) == 0.000392


def test_the_organisation_for_which_somebody_asks_is_noted(asker: Person) -> None:
    asker.http.headers["X-Tenant"] = "red"
    asker.ask(script(text="One."))
    assert _row(asker, "u.tenant") == ["red"]
    assert len(asker.call("threads.list")["data"]) == 1
    asker.http.headers["X-Tenant"] = "blue"
    assert asker.call("threads.list")["data"] == []


def test_it_outlives_its_thread(asker: Person) -> None:
    events = asker.ask(script(text="One."))
    asker.call("threads.delete", thread_id=events[0]["thread"]["id"])
    assert _row(asker, "u.answer", "u.output_tokens") == [None, 7]


def test_a_thread_that_is_deleted_in_mid_answer_has_cost_something(asker: Person, api: ResponsesApi) -> None:
    api.failure = "slow"
    try:
        events = asker.events("threads.create", input=message("Hello"))
        thread_id = next(events).data["thread"]["id"]
        next(event for event in events if "delta" in event.data.get("update", {}))
        asker.call("threads.delete", thread_id=thread_id)
        for _ in events:
            pass
    finally:
        api.failure = ""
    assert _row(asker, "u.answer", "u.outcome", "u.model") == [None, "stopped", "gpt-test"]


def test_what_was_approved_costs_only_what_came_after(asker: Person) -> None:
    events = asker.ask(script(tool=["add_note", {"text": "milk"}]))
    asked = done(events, "structured_input")
    values = {asked["inputs"][0]["id"]: {"values": ["Approve"], "skipped": False}}
    assert _row(asker, "u.input_tokens") == [100]
    asker.stream(
        "threads.add_structured_input",
        thread_id=thread_of(events),
        item_id=asked["id"],
        input={"status": "answered", "answers": values},
    )
    assert _row(asker, "u.input_tokens", "u.output_tokens") == [100, 7]


def test_without_a_language_model_it_costs_nothing(visitor: Person) -> None:
    visitor.ask("How do I embed the chat in a template?")
    assert _row(visitor, "u.model", "u.cost", "u.tools") == ["extractive", "0.000000", ["search_site"]]
