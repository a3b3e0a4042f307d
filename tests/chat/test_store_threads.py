"""Threads are written in part, never by a stale copy, and never by a stranger."""

from __future__ import annotations

from datetime import datetime

import pytest
from chatkit.store import NotFoundError
from chatkit.types import ClosedStatus, LockedStatus, Page, Thread, ThreadMetadata

from chat.context import Asker
from chat.database import in_database
from chat.ids import new_id
from chat.models import Thread as Row
from chat.rows import answers
from chat.store import ThreadStore
from tests.chat.conftest import again
from tests.chat.made import asked, said, thread


async def test_a_thread_comes_back_with_all_its_fields(store: ThreadStore, alice: Asker) -> None:
    made = await thread(
        store,
        alice,
        title="T",
        status=LockedStatus(reason="spam"),
        allowed_image_domains=["a.example"],
        metadata={"n": [1, None]},
    )
    assert (await store.load_thread(made.id, alice)).model_dump() == made.model_dump()


async def test_saving_a_thread_with_items_keeps_the_items_out_of_its_row(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    full = Thread(**made.model_dump(), items=Page(data=[said("msg_1")]))
    full.metadata["seen"] = True
    await store.save_thread(full, alice)
    loaded = await store.load_thread(made.id, alice)
    assert Thread(**loaded.model_dump(), items=Page()).metadata == {"seen": True}


async def test_a_rename_made_meanwhile_survives(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    running = await store.load_thread(made.id, alice)
    for context in (again(alice), alice):  # in another request, or in this one
        renaming = await store.load_thread(made.id, context)
        renaming.title = "Mine"
        await store.save_thread(renaming, context)
        running.metadata["step"] = str(context)
        await store.save_thread(running, alice)
        assert (await store.load_thread(made.id, again(alice))).title == "Mine"


async def test_a_field_set_back_is_written_back(store: ThreadStore, alice: Asker) -> None:
    loaded = await store.load_thread((await thread(store, alice)).id, alice)
    for status in (
        ClosedStatus(reason="over"),
        ThreadMetadata.model_fields["status"].get_default(call_default_factory=True),
    ):
        loaded.status = status
        await store.save_thread(loaded, alice)
        assert (await store.load_thread(loaded.id, again(alice))).status == status


async def test_a_suggested_title_never_replaces_one(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    mine, other = await store.load_thread(made.id, alice), await store.load_thread(made.id, again(alice))
    await store.suggest_title(mine, "First", alice)
    await store.suggest_title(other, "Second", again(alice))
    assert (mine.title, other.title) == ("First", "First")


async def test_saving_a_thread_that_was_deleted_does_not_bring_it_back(store: ThreadStore, alice: Asker) -> None:
    loaded = await store.load_thread((await thread(store, alice)).id, alice)
    await store.delete_thread(loaded.id, again(alice))
    loaded.title = "Late"
    with pytest.raises(NotFoundError):
        await store.save_thread(loaded, alice)
    assert not await Row.objects.aexists()


async def test_a_stranger_finds_nothing_and_takes_nothing_over(store: ThreadStore, alice: Asker, bob: Asker) -> None:
    made = await thread(store, alice, title="Alice's")
    await store.add_thread_item(made.id, asked("msg_1", "Hi"), alice)
    stolen = ThreadMetadata(id=made.id, created_at=datetime.now(), title="Bob's")
    attempts = [
        store.load_thread(made.id, bob),
        in_database(answers.begin, made.id, bob, worker="w", key=""),
        store.save_thread(stolen, bob),
        store.suggest_title(stolen, "Bob's", bob),
        store.delete_thread(made.id, bob),
        store.load_thread_items(made.id, None, 10, "asc", bob),
        store.load_item(made.id, "msg_1", bob),
        store.add_thread_item(made.id, said("msg_2"), bob),
        store.save_item(made.id, said("msg_1", "stolen"), bob),
        store.save_feedback(made.id, ["msg_1"], "negative", bob),
    ]
    for attempt in attempts:
        with pytest.raises(NotFoundError):
            await attempt
    await store.delete_thread_item(made.id, "msg_1", bob)
    loaded = await store.load_thread(made.id, alice)
    assert loaded.title == "Alice's"
    assert (await store.load_item(made.id, "msg_1", alice)).content[0].text == "Hi"
    assert (await store.load_threads(10, None, "desc", bob)).data == []


def test_ids_are_long_and_keep_their_prefix(store: ThreadStore) -> None:
    ids = {new_id("message") for _ in range(10_000)}
    assert len(ids) == 10_000
    for made in ids:
        prefix, _, digits = made.partition("_")
        assert prefix == "msg"
        assert len(digits) * 4 >= 122
