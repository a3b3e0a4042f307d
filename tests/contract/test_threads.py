"""The list of one's threads: newest first, page by page, renamed and deleted."""

from __future__ import annotations

from tests.people import Person, text_of


def test_the_thread_used_last_comes_first(alice: Person) -> None:
    first, second = alice.thread("One"), alice.thread("Two")
    assert _listed(alice) == [second, first]
    alice.ask("More", first)
    assert _listed(alice) == [first, second]


def test_pages_survive_the_deletion_of_the_thread_where_they_meet(alice: Person) -> None:
    threads = [alice.thread(str(number)) for number in range(5)][::-1]
    page = alice.call("threads.list", limit=2)
    assert [thread["id"] for thread in page["data"]] == threads[:2]
    alice.call("threads.delete", thread_id=threads[1])
    rest = alice.call("threads.list", limit=10, after=page["after"])
    assert [thread["id"] for thread in rest["data"]] == threads[2:]
    assert not rest["has_more"]
    assert "after" not in rest


def test_an_id_serves_as_a_cursor_too(alice: Person) -> None:
    threads = [alice.thread(str(number)) for number in range(3)][::-1]
    rest = alice.call("threads.list", after=threads[0])
    assert [thread["id"] for thread in rest["data"]] == threads[1:]


def test_a_name_that_a_person_gave_stays(alice: Person) -> None:
    thread_id = alice.thread("One")
    assert alice.call("threads.update", thread_id=thread_id, title="Mine")["title"] == "Mine"
    alice.ask("Two", thread_id)
    assert alice.call("threads.get_by_id", thread_id=thread_id)["title"] == "Mine"


def test_a_rename_while_an_answer_runs_stays(alice: Person) -> None:
    from tests.people import message

    events = alice.events("threads.create", input=message('script:{"words": 30, "pace": 0.03}'))
    thread_id = next(events).data["thread"]["id"]
    next(event for event in events if event.type == "thread.item.updated")
    alice.call("threads.update", thread_id=thread_id, title="Mine")
    for _ in events:
        pass
    assert alice.call("threads.get_by_id", thread_id=thread_id)["title"] == "Mine"


def test_a_deleted_thread_is_gone_with_what_was_said_in_it(alice: Person) -> None:
    thread_id = alice.thread()
    alice.call("threads.delete", thread_id=thread_id)
    assert _listed(alice) == []
    for kind in ("threads.get_by_id", "items.list", "threads.delete"):
        assert alice.post({"type": kind, "params": {"thread_id": thread_id}}).status_code == 404


def test_a_thread_opens_with_its_items(alice: Person) -> None:
    thread = alice.call("threads.get_by_id", thread_id=alice.thread("One"))
    assert [text_of(item) for item in thread["items"]["data"]] == ["One", "You said: One"]
    assert thread["status"] == {"type": "active"}


def _listed(person: Person) -> list[str]:
    return [thread["id"] for thread in person.call("threads.list")["data"]]
