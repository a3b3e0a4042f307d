"""A thread belongs to the organisation for which it was begun, and is reached from no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chatkit.store import NotFoundError

from chat.context import Asker
from chat.store import ThreadStore
from tests.chat.made import said, thread


async def test_another_organisation_of_the_same_person_does_not_see_it(store: ThreadStore, alice: Asker) -> None:
    red, blue = replace(alice, tenant="red"), replace(alice, tenant="blue")
    made = await thread(store, red)
    await store.add_thread_item(made.id, said("m1", "Hello"), red)
    assert [one.id for one in (await store.load_threads(20, None, "desc", red)).data] == [made.id]
    for other in (blue, alice):
        assert (await store.load_threads(20, None, "desc", other)).data == []
        with pytest.raises(NotFoundError):
            await store.load_thread(made.id, other)
        with pytest.raises(NotFoundError):
            await store.load_thread_items(made.id, None, 20, "desc", other)
        with pytest.raises(NotFoundError):
            await store.add_thread_item(made.id, said("m2"), other)
        with pytest.raises(NotFoundError):
            await store.delete_thread(made.id, other)
    assert (await store.load_thread(made.id, red)).id == made.id
