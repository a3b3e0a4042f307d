"""Attachments belong to one person and at most one thread."""

from __future__ import annotations

import pytest
from chatkit.store import NotFoundError
from chatkit.types import FileAttachment

from chat.context import Asker
from chat.store import ThreadStore
from tests.chat.made import thread


def _file(**fields: str) -> FileAttachment:
    return FileAttachment(**{"id": "atc_1", "name": "a\x00.txt", "mime_type": "text/plain", **fields})


async def test_saving_again_binds_it_to_its_thread(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    await store.save_attachment(_file(), alice)
    await store.save_attachment(_file(thread_id=made.id), alice)
    loaded = await store.load_attachment("atc_1", alice)
    assert (loaded.name, loaded.thread_id) == ("a.txt", made.id)


async def test_it_does_not_move_to_another_thread(store: ThreadStore, alice: Asker) -> None:
    one, two = await thread(store, alice), await thread(store, alice)
    await store.save_attachment(_file(thread_id=one.id), alice)
    with pytest.raises(NotFoundError):
        await store.save_attachment(_file(thread_id=two.id), alice)
    assert (await store.load_attachment("atc_1", alice)).thread_id == one.id


async def test_a_stranger_has_no_part_in_it(store: ThreadStore, alice: Asker, bob: Asker) -> None:
    await store.save_attachment(_file(), alice)
    theirs = await thread(store, alice)
    for attempt in (
        store.load_attachment("atc_1", bob),
        store.save_attachment(_file(name="stolen"), bob),
        store.save_attachment(_file(id="atc_2", thread_id=theirs.id), bob),
    ):
        with pytest.raises(NotFoundError):
            await attempt
    await store.delete_attachment("atc_1", bob)
    assert (await store.load_attachment("atc_1", alice)).name == "a.txt"


async def test_deleting_twice_is_no_error(store: ThreadStore, alice: Asker) -> None:
    await store.save_attachment(_file(), alice)
    await store.delete_attachment("atc_1", alice)
    await store.delete_attachment("atc_1", alice)
    with pytest.raises(NotFoundError):
        await store.load_attachment("atc_1", alice)
