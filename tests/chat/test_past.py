"""What of a thread the model is told: what fits, and never what is kept from it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from chatkit.types import ClientToolCallItem, HiddenContextItem

from chat.context import Asker
from chat.items import kept
from chat.past import Past, summary_content, tokens_of
from chat.rows.items import Withheld
from chat.server import ChatServer
from chat.store import ThreadStore
from chat.tail import Entry, Tail
from tests.chat.conftest import again
from tests.chat.made import asked, said
from tests.people import message


def _entry(item: Any, sequence: int, **more: Any) -> Entry:
    return Entry(item.id, kept(item), sequence, **more)


def _talk(turns: int) -> list[Entry]:
    return [
        entry
        for turn in range(turns)
        for entry in (
            _entry(asked(f"q{turn}", f"Question {turn}"), 2 * turn + 1),
            _entry(said(f"a{turn}", f"Answer {turn}"), 2 * turn + 2),
        )
    ]


def _summary(until: int, sequence: int) -> Entry:
    item = HiddenContextItem(
        id="s", thread_id="t", created_at=datetime.now(), content=summary_content("In short.", until=until)
    )
    return _entry(item, sequence)


@pytest.mark.parametrize("budget", [1, 50, 100, 200, 300, 10_000])
def test_what_is_kept_begins_with_a_question_and_fits(budget: int) -> None:
    past = Past(_talk(10))
    old, kept_ = past.split(budget)
    assert old + kept_ == past.entries
    assert kept_[0].content["type"] == "user_message"
    assert sum(map(tokens_of, kept_)) <= budget or kept_[0].item_id == "q9"


def test_a_tool_call_stays_with_its_output() -> None:
    call = ClientToolCallItem(
        id="c",
        thread_id="t",
        created_at=datetime.now(),
        call_id="c",
        name="n",
        arguments={},
        status="completed",
        output={},
    )
    entries = [*_talk(3), _entry(call, 7), _entry(said("a", "After"), 8)]
    for budget in range(0, 600, 20):
        old, kept_ = Past(entries).split(budget)
        assert not kept_ or kept_[0].content["type"] == "user_message"
        assert "c" not in [entry.item_id for entry in old]


def test_a_summary_stands_for_what_was_before_it() -> None:
    past = Past.of(Tail([*_talk(3), _summary(until=4, sequence=7)], is_whole=True))
    assert past is not None
    assert past.summary == "In short."
    assert [entry.item_id for entry in past.entries] == ["q2", "a2"]


def test_a_tail_that_does_not_reach_back_that_far_is_not_enough() -> None:
    assert Past.of(Tail(_talk(3)[2:], is_whole=False)) is None
    assert Past.of(Tail([*_talk(3)[4:], _summary(until=2, sequence=7)], is_whole=False)) is None
    assert Past.of(Tail([*_talk(3)[2:], _summary(until=2, sequence=7)], is_whole=False)) is not None


@pytest.mark.parametrize("how", Withheld)
async def test_what_is_withheld_is_no_part_of_it(how: Withheld, store: ThreadStore, alice: Asker) -> None:
    server = ChatServer(store)
    thread_id = await _ask(server, alice, "The secret is out")
    asker = again(alice)
    result = await server.process(_request("And now?", thread_id), asker)
    async for _ in result:
        pass
    secret = next(entry.item_id for entry in store.turn(asker).tail.entries if "secret" in json.dumps(entry.content))
    await store.withhold(thread_id, [secret], how, asker)
    past = await store.past(thread_id, asker)
    assert secret not in [entry.item_id for entry in past.entries]
    assert secret in [
        item.id for item in (await store.load_thread_items(thread_id, None, 50, "asc", again(alice))).data
    ]


async def test_a_summary_that_may_tell_of_it_goes(store: ThreadStore, alice: Asker) -> None:
    server = ChatServer(store)
    thread_id = await _ask(server, alice, "The secret is out")
    asker = again(alice)
    async for _ in await server.process(_request("And now?", thread_id), asker):
        pass
    item = HiddenContextItem(
        id="s", thread_id=thread_id, created_at=datetime.now(), content=summary_content("The secret!", until=2)
    )
    await store.add_thread_item(thread_id, item, asker)
    first = store.turn(asker).tail.entries[0].item_id
    await store.withhold(thread_id, [first], Withheld.REDACTED, asker)
    items = (await store.load_thread_items(thread_id, None, 50, "asc", again(alice))).data
    assert "hidden_context_item" not in {item.type for item in items}


async def _ask(server: ChatServer, asker: Asker, text: str) -> str:
    result = await server.process(json.dumps({"type": "threads.create", "params": {"input": message(text)}}), asker)
    events = [json.loads(event.removeprefix(b"data: ")) async for event in result]
    return str(events[0]["thread"]["id"])


def _request(text: str, thread_id: str) -> str:
    params = {"thread_id": thread_id, "input": message(text)}
    return json.dumps({"type": "threads.add_user_message", "params": params})
