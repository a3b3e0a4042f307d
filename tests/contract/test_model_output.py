"""What a language model may send besides text: thoughts, pictures, citations; each is shown and kept."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from gallery.pictures import sunset
from tests.people import Person, answer_of, done, script, thread_of
from tests.responses_api import ResponsesApi

PICTURE = base64.b64encode(sunset()).decode()


def test_thoughts_are_a_workflow(asker: Person) -> None:
    events = asker.ask(script(thought="They want the price, so I look at the list.", text="Ten."))
    workflow = done(events, "workflow")["workflow"]
    assert workflow["type"] == "reasoning"
    assert workflow["tasks"][0]["content"] == "They want the price, so I look at the list."
    assert "duration" in workflow["summary"]


def test_thoughts_are_not_given_to_the_model_again(asker: Person, api: ResponsesApi) -> None:
    thread_id = thread_of(asker.ask(script(thought="A secret thought.", text="Ten.")))
    api.requests.clear()
    asker.ask("And now?", thread_id)
    given = [item for item in api.requests[0]["input"] if "script:" not in json.dumps(item)]
    assert "A secret thought." not in json.dumps(given)


def test_a_picture_is_kept_in_the_storage_and_not_in_a_row(asker: Person) -> None:
    events = asker.ask(script(image=PICTURE, text="There."))
    image = done(events, "generated_image")["image"]
    assert image["url"].startswith(f"{asker.site.url}/chat/files/")
    assert asker.http.get(image["url"]).content == sunset()
    rows = asker.site.python(
        f"print(*Item.objects.filter(thread='{thread_of(events)}', type='generated_image').values_list('content'))"
    )
    assert "base64" not in rows
    assert PICTURE[:40] not in rows


def test_an_image_goes_from_the_storage_with_its_thread(asker: Person) -> None:
    thread_id = thread_of(asker.ask(script(image=PICTURE, text="There.")))
    path = asker.site.python(f"print(Attachment.objects.get(thread='{thread_id}').file.path)")
    assert Path(path).is_file()
    asker.call("threads.delete", thread_id=thread_id)
    assert not Path(path).exists()


def test_a_sketch_of_it_is_shown_before(asker: Person) -> None:
    events = asker.ask(script(image=PICTURE, text="There."))
    (sketch,) = [
        event["update"] for event in events if event.get("update", {}).get("type") == "generated_image.updated"
    ]
    assert sketch["image"]["url"].startswith("data:image/png;base64,")


def test_a_picture_that_is_none_is_refused(asker: Person) -> None:
    events = asker.ask(script(image=base64.b64encode(b"<svg onload=alert(1)>").decode(), text="There."))
    assert events[-1]["type"] == "error"
    assert "generated_image" not in {item["type"] for item in asker.items(thread_of(events))}


def test_a_file_that_it_cites_is_a_source(asker: Person) -> None:
    answer = answer_of(asker.ask(script(text="It is in the manual.", file="manual.pdf")))
    (annotation,) = answer["content"][0]["annotations"]
    assert annotation["source"] == {"type": "file", "title": "manual.pdf", "filename": "manual.pdf"}


def test_a_link_to_what_was_found_is_a_source(asker: Person, api: ResponsesApi) -> None:
    page = f"{asker.site.url}/docs/plugging-in/#embed-the-chat-in-a-template"
    text = f"See [the docs]({page}) and [elsewhere](https://elsewhere.example/)."
    answer = answer_of(asker.ask(script(tool=["search_site", {"query": "embed chat template"}], text=text)))
    (annotation,) = answer["content"][0]["annotations"]
    assert annotation["source"]["url"] == page
    assert text[: annotation["index"]].endswith(f"({page})")
