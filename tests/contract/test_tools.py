"""The site's functions as tools: with the asker's rights, and never at the price of an answer."""

from __future__ import annotations

import json
import uuid

from tests.people import Person, answer_of, script, text_of
from tests.responses_api import ResponsesApi
from tests.uploads import send


def test_a_tool_works_for_whoever_asks(asker: Person, api: ResponsesApi) -> None:
    bob = Person.signed_up(asker.site, "bob")
    mark = uuid.uuid4().hex
    bob.site.python(f"Note.objects.create(owner=User.objects.get(username='{bob.name}'), text='{mark}')")
    assert mark in text_of(answer_of(bob.ask(script(tool=["list_notes", {}]))))
    assert mark not in text_of(answer_of(asker.ask(script(tool=["list_notes", {}]))))


def test_no_tool_takes_a_user_from_the_model(asker: Person, api: ResponsesApi) -> None:
    asker.ask("Hello")
    for tool in api.requests[0]["tools"]:
        assert not {"asker", "user", "user_id", "show", "run"} & set(tool.get("parameters", {}).get("properties", {}))


def test_a_failing_tool_costs_one_sentence(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["use_broken_tool", {}], text="I could not do that."))
    assert text_of(answer_of(events)) == "I could not do that."
    assert "error" not in {event["type"] for event in events}
    output = api.requests[-1]["input"][-1]["output"]
    assert output == "This tool failed. Say so in one sentence, and go on without it."
    assert "Not for" not in json.dumps(api.requests)
    assert "Not for" not in asker.site.log.read_text()


def test_a_tool_that_is_too_slow_counts_as_failed(asker: Person, api: ResponsesApi) -> None:
    events = asker.ask(script(tool=["wait_for_ever", {}], text="Too slow."))
    assert text_of(answer_of(events)) == "Too slow."
    assert api.requests[-1]["input"][-1]["output"].startswith("This tool failed.")


def test_what_a_tool_returns_is_cut(asker: Person, api: ResponsesApi) -> None:
    asker.ask(script(tool=["talk_at_length", {}]))
    output = api.requests[-1]["input"][-1]["output"]
    assert output == "x" * 1000 + " … (cut after 1000 characters)"


def test_who_has_not_the_permission_has_not_the_tool(asker: Person, api: ResponsesApi) -> None:
    asker.ask("Hello")
    assert "staff_only" not in {tool.get("name") for tool in api.requests[0]["tools"]}
    asker.ask(script(tool=["staff_only", {}]))
    assert "For staff" not in json.dumps(api.requests[-1]["input"][-1])


def test_who_has_it_has_it(asker: Person, api: ResponsesApi) -> None:
    carol = Person.signed_up(asker.site, "carol")
    carol.site.python(f"User.objects.filter(username='{carol.name}').update(is_superuser=True)")
    assert text_of(answer_of(carol.ask(script(tool=["staff_only", {}])))) == "It said: For staff"


def test_the_steps_of_a_tool_are_shown_and_kept(asker: Person) -> None:
    events = asker.ask(script(tool=["work_in_steps", {}]))
    assert {"type": "progress_update", "icon": "bolt", "text": "Getting ready …"} in events
    updates = [event["update"]["type"] for event in events if event["type"] == "thread.item.updated"]
    assert "workflow.task.updated" in updates
    assert "workflow.task.added" in updates
    kept = asker.items(events[0]["thread"]["id"])[1]
    assert [task["status_indicator"] for task in kept["workflow"]["tasks"]] == ["complete", "complete"]
    assert kept["workflow"]["summary"] == {"title": "Worked in two steps", "icon": "check"}


def test_a_picture_is_kept_in_the_storage_and_not_in_a_row(asker: Person) -> None:
    events = asker.ask(script(tool=["draw_picture", {}]))
    (image,) = [item for item in asker.items(events[0]["thread"]["id"]) if item["type"] == "generated_image"]
    url = image["image"]["url"]
    with_ticket, url = url, url.partition("?")[0]
    assert url.startswith(f"{asker.site.url}/chat/files/")
    shown = asker.http.get(url)
    assert shown.headers["content-type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert Person.signed_up(asker.site, "bob").http.get(url).status_code == 404
    nobody = Person(asker.site, "nobody").http
    assert nobody.get(url).status_code == 401
    assert nobody.get(with_ticket).content == shown.content  # as in OpenAI's frame, for some minutes
    assert nobody.get(f"{url}?ticket={'0' * 32}").status_code == 401
    other = send(asker, "notes.txt", b"Hello").json()["id"]
    assert nobody.get(f"/chat/files/{other}/?{with_ticket.partition('?')[2]}").status_code == 401


def test_a_notice_is_shown(asker: Person) -> None:
    events = asker.ask(script(tool=["show_notice", {}]))
    (notice,) = [event for event in events if event["type"] == "notice"]
    assert (notice["level"], notice["title"]) == ("info", "By the way")
