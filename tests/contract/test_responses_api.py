"""With a key, OpenAI's Responses API answers, with the same tool. No real one can be reached; a local one speaks it."""

from __future__ import annotations

from tests.people import Person, answer_of, text_of, thread_of
from tests.responses_api import ResponsesApi


def test_the_model_searches_and_answers(asker: Person, api: ResponsesApi) -> None:
    answer = answer_of(asker.ask("Where is it?"))
    page = f"{asker.site.url}/docs/plugging-in/#embed-the-chat-in-a-template"
    assert text_of(answer) == f"It is in [Plugging it into your site › Embed the chat in a template]({page})."
    assert [one["source"]["url"] for one in answer["content"][0]["annotations"]] == [page]
    assert [request["model"] for request in api.requests] == ["gpt-test", "gpt-test"]
    assert api.headers[0]["authorization"] == "Bearer sk-test"


def test_it_is_given_the_instructions_the_tool_and_the_thread(asker: Person, api: ResponsesApi) -> None:
    thread_id = thread_of(asker.ask("One"))
    asker.ask("Two", thread_id)
    request = api.requests[2]
    assert request["instructions"].startswith("You are the assistant of this website.")
    assert request["tools"][0]["name"] == "search_site"
    said = [(item["role"], item["content"]) for item in request["input"]]
    assert [role for role, _ in said] == ["developer", "user", "assistant", "user"]
    assert said[1][1][0]["text"] == "One"
    assert said[3][1][0]["text"] == "Two"


def test_what_it_read_and_wrote_is_counted(asker: Person) -> None:
    asker.ask("Where is it?")
    printed = asker.site.python(
        "a = Answer.objects.latest('started_at')",
        "print(a.state, a.usage.input_tokens, a.usage.output_tokens, a.asked_by, a.settled_at >= a.started_at)",
    )
    assert printed.split() == ["finished", "200", "14", asker.name, "True"]


def test_the_provider_keeps_nothing_and_gets_no_traces(asker: Person, api: ResponsesApi) -> None:
    asker.ask("Where is it?")
    assert [request["store"] for request in api.requests] == [False, False]
    assert len(api.requests) == 2  # nothing but the two calls of the model
    assert not any("traceparent" in header for header in api.headers)
