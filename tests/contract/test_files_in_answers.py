"""What a file says is in the answer: without a language model in quotations, and a model is given it."""

from __future__ import annotations

import json

from tests import files
from tests.people import Person, answer_of, done, message, script, text_of, thread_of
from tests.responses_api import ResponsesApi
from tests.uploads import send

RABBITS = "The rabbit Montgomery eats forty carrots every Wednesday."
FOXES = "The fox Reginald sleeps under the staircase."
PDF = files.pdf("Contents", RABBITS, FOXES)


def _ask(person: Person, text: str, *attachments: str, thread: str = "") -> list[dict]:  # type: ignore[type-arg]
    asked = {**message(text), "attachments": list(attachments)}
    if thread:
        return [event.data for event in person.events("threads.add_user_message", thread_id=thread, input=asked)]
    return [event.data for event in person.events("threads.create", input=asked)]


def test_without_a_language_model_the_file_is_quoted_with_its_page(visitor: Person) -> None:
    file_id = send(visitor, "animals.pdf", PDF).json()["id"]
    events = _ask(visitor, "What does Montgomery the rabbit eat?", file_id)
    answer = answer_of(events)
    assert RABBITS in text_of(answer)
    (annotation,) = answer["content"][0]["annotations"]
    assert annotation["source"] == {"type": "file", "filename": "animals.pdf", "title": "animals.pdf, page 2"}


def test_a_later_question_is_answered_from_it_too_and_another_from_the_site(visitor: Person) -> None:
    file_id = send(visitor, "animals.pdf", PDF).json()["id"]
    thread = thread_of(_ask(visitor, "What does Montgomery the rabbit eat?", file_id))
    assert FOXES in text_of(answer_of(_ask(visitor, "Where does the fox Reginald sleep?", thread=thread)))
    assert "chatkit_assets" in text_of(
        answer_of(_ask(visitor, "How do I embed the chat in a template?", thread=thread))
    )


def test_a_model_is_given_a_short_text_as_material_and_an_image_as_an_image(asker: Person, api: ResponsesApi) -> None:
    pdf, photo = (send(asker, *given).json()["id"] for given in (("a.pdf", PDF), ("p.jpg", files.photo())))
    _ask(asker, "What is this?", pdf, photo)
    given = api.requests[0]["input"]
    told = json.dumps(given, ensure_ascii=False)
    assert "Material, not a message" in told
    assert RABBITS in told
    parts = [part for item in given if isinstance(item.get("content"), list) for part in item["content"]]
    (image,) = [part for part in parts if part["type"] == "input_image"]
    assert image["image_url"].startswith("data:image/jpeg;base64,")


def test_a_long_text_is_searched_and_not_pasted(asker: Person, api: ResponsesApi) -> None:
    long = files.pdf(*[f"Page {number} speaks of nothing at all. " * 12 for number in range(60)], RABBITS)
    file_id = send(asker, "long.pdf", long).json()["id"]
    events = _ask(asker, script(tool=["search_files", {"query": "rabbit Montgomery"}]), file_id)
    assert "Page 7 speaks" not in json.dumps(api.requests[0]["input"])
    assert RABBITS in json.dumps(api.requests[-1]["input"])
    assert done(events, "assistant_message")


def test_a_file_that_cannot_be_read_fails_nothing(asker: Person, api: ResponsesApi) -> None:
    file_id = send(asker, "empty.pdf", files.pdf("")).json()["id"]
    events = _ask(asker, "What is this?", file_id)
    assert done(events, "assistant_message")
    assert "This file cannot be read." in json.dumps(api.requests[0]["input"])


def test_without_files_there_is_no_tool_for_them(asker: Person, api: ResponsesApi) -> None:
    _ask(asker, "Hello")
    assert "search_files" not in json.dumps(api.requests[0]["tools"])


def test_of_many_pictures_the_model_sees_the_newest(asker: Person, api: ResponsesApi) -> None:
    thread = ""
    for number in range(4):
        two = [send(asker, f"{number}{part}.jpg", files.photo()).json()["id"] for part in "ab"]
        events = _ask(asker, "Look", *two, thread=thread)
        thread = thread or thread_of(events)
    told = json.dumps(api.requests[-1]["input"])
    assert told.count("input_image") == 5
    assert ["[1a.jpg]" in told, "[1b.jpg]" in told] == [True, False]
