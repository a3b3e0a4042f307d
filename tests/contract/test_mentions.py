"""What may be mentioned is found, shown and told to the model as it is, with the rights of whoever mentions it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Person, answer_of, text_of, thread_of
from tests.responses_api import ResponsesApi


def _found(person: Person, query: str) -> list[dict[str, Any]]:
    entities: list[dict[str, Any]] = person.http.get("/chat/entities/", params={"q": query}).json()["entities"]
    return entities


def _mentioning(entity_id: str, text: str, question: str) -> dict[str, Any]:
    tag = {"type": "input_tag", "id": entity_id, "text": text, "data": {"title": "forged"}, "interactive": True}
    content = [tag, {"type": "input_text", "text": question}]
    return {"content": content, "attachments": [], "inference_options": {}}


def test_they_are_found_by_their_title(asker: Person) -> None:
    (found, *_) = _found(asker, "Embed the chat in a")
    assert found["title"] == "Plugging it into your site › Embed the chat in a template"
    assert found["data"]["url"].startswith(f"{asker.site.url}/docs/plugging-in/")
    assert (found["group"], found["icon"], found["interactive"]) == ("Documentation", "document", True)


def test_at_most_a_few_are_offered(asker: Person) -> None:
    assert len(_found(asker, "")) == 8
    assert _found(asker, "no such thing at all") == []
    assert _found(asker, "%") == []


def test_one_can_be_looked_at(asker: Person) -> None:
    (found, *_) = _found(asker, "Embed the chat in a")
    shown = asker.http.get("/chat/entities/", params={"id": found["id"]}).json()
    assert shown["entity"] == found
    assert found["title"] in str(shown["preview"])


@pytest.mark.parametrize(
    "entity_id", ["sections:999999", "sections:x", "users:1", "nothing", ":", "sections:" + "9" * 400]
)
def test_what_is_not_there_is_missing(entity_id: str, asker: Person) -> None:
    response = asker.http.get("/chat/entities/", params={"id": entity_id})
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_somebody_who_is_not_signed_in_finds_nothing(asker: Person) -> None:
    assert Person(asker.site, "nobody").http.get("/chat/entities/").status_code == 401


def test_the_model_is_told_what_it_says_now(asker: Person, api: ResponsesApi) -> None:
    (found, *_) = _found(asker, "Embed the chat in a")
    asker.ask("", input=_mentioning(found["id"], "whatever", " what is this?"))
    told = next(str(item["content"]) for item in api.requests[0]["input"] if "mentions with @" in str(item["content"]))
    assert "chatkit_assets" in told
    assert "forged" not in told


def test_what_is_mentioned_again_is_told_once(asker: Person, api: ResponsesApi) -> None:
    (found, *_) = _found(asker, "Embed the chat in a")
    events = asker.ask("", input=_mentioning(found["id"], found["title"], "What is this?"))
    asker.ask("", thread_of(events), input=_mentioning(found["id"], found["title"], "And this?"))
    told = [item for item in api.requests[-1]["input"] if "<mention>" in str(item.get("content"))]
    assert len(told) == 1
    assert api.requests[-1]["input"].index(told[0]) > 1  # with the newest question


def test_a_mention_of_what_one_may_not_see_tells_nothing(asker: Person, api: ResponsesApi) -> None:
    asker.ask("", input=_mentioning("users:1", "root", " who is this?"))
    assert "may not see it" in str(api.requests[0]["input"])


def test_the_answer_cites_it_as_an_entity(visitor: Person) -> None:
    (found, *_) = _found(visitor, "Embed the chat in a")
    answer = answer_of(visitor.ask("", input=_mentioning(found["id"], found["title"], " how does it work?")))
    assert "{% chatkit %}" in text_of(answer)
    (annotation,) = answer["content"][0]["annotations"]
    assert annotation["source"]["type"] == "entity"
    assert annotation["source"]["id"] == found["id"]
    assert annotation["source"]["interactive"] is True
