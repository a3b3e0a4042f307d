"""Pages are of the size that was asked for, miss nothing and repeat nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from chatkit.store import NotFoundError

from chat.context import Asker
from chat.models import Item, Thread
from chat.store import ThreadStore
from tests.chat.conftest import again
from tests.chat.made import filled, thread


async def _walk(store: ThreadStore, thread_id: str, asker: Asker, *, limit: int, order: str) -> list[str]:
    ids: list[str] = []
    after = None
    while True:
        page = await store.load_thread_items(thread_id, after, limit, order, asker)
        assert len(page.data) <= limit
        assert page.has_more == (page.after is not None)  # the SDK would loop for ever otherwise
        ids += [item.id for item in page.data]
        if not page.has_more:
            return ids
        after = page.after


@pytest.mark.parametrize("limit", [1, 3, 7, 20])
@pytest.mark.parametrize("order", ["asc", "desc"])
async def test_all_items_are_seen_once(limit: int, order: str, store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 7)
    assert await _walk(store, made.id, alice, limit=limit, order=order) == (ids if order == "asc" else ids[::-1])


@pytest.mark.parametrize("order", ["asc", "desc"])
async def test_the_item_where_two_pages_meet_may_be_deleted(order: str, store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 6)
    page = await store.load_thread_items(made.id, None, 2, order, alice)
    await store.delete_thread_item(made.id, page.data[-1].id, alice)
    rest = await store.load_thread_items(made.id, page.after, 10, order, alice)
    assert [item.id for item in rest.data] == (ids[2:] if order == "asc" else ids[3::-1])


async def test_items_of_the_same_moment_keep_their_order(store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 5)
    await Item.objects.filter(thread_id=made.id).aupdate(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert await _walk(store, made.id, alice, limit=2, order="asc") == ids


async def test_an_items_id_is_a_cursor_and_exclusive(store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 4)
    page = await store.load_thread_items(made.id, ids[1], 10, "asc", alice)
    assert [item.id for item in page.data] == ids[2:]


@pytest.mark.parametrize("after", ["msg_none", "@", "@x", "@" + "9" * 30, "@-1", ""])
async def test_a_cursor_that_leads_nowhere_finds_nothing(after: str, store: ThreadStore, alice: Asker) -> None:
    made, _ = await filled(store, alice, 1)
    with pytest.raises(NotFoundError):
        await store.load_thread_items(made.id, after, 10, "asc", alice)
    with pytest.raises(NotFoundError):
        await store.load_threads(10, after, "desc", alice)


@pytest.mark.parametrize(("asked", "given"), [(10**9, 100), (-1, 1), (0, 1), (100, 100)])
async def test_limits_are_clamped(asked: int, given: int, store: ThreadStore, alice: Asker) -> None:
    made, _ = await filled(store, alice, 103)
    assert len((await store.load_thread_items(made.id, None, asked, "asc", alice)).data) == given


async def test_an_empty_thread_has_an_empty_page_and_no_more(store: ThreadStore, alice: Asker) -> None:
    page = await store.load_thread_items((await thread(store, alice)).id, None, 10, "desc", alice)
    assert (page.data, page.has_more, page.after) == ([], False, None)


@pytest.mark.parametrize("order", ["asc", "desc"])
async def test_threads_of_the_same_moment_are_each_listed_once(order: str, store: ThreadStore, alice: Asker) -> None:
    ids = sorted([(await thread(store, alice)).id for _ in range(5)], reverse=order == "desc")
    await Thread.objects.aupdate(updated_at=datetime(2026, 1, 1, 12, 0, 0, 123457, tzinfo=UTC))
    seen: list[str] = []
    after = None
    while True:
        page = await store.load_threads(2, after, order, alice)
        seen += [entry.id for entry in page.data]
        if not page.has_more:
            break
        after = page.after
    assert seen == ids


async def test_the_thread_where_two_pages_meet_may_be_deleted(store: ThreadStore, alice: Asker) -> None:
    ids = [(await thread(store, alice)).id for _ in range(4)][::-1]
    page = await store.load_threads(2, None, "desc", alice)
    await store.delete_thread(ids[1], again(alice))
    rest = await store.load_threads(2, page.after, "desc", alice)
    assert [entry.id for entry in rest.data] == ids[2:]
