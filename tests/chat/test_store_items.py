"""Items stay whole, in their place, and once."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta

import pytest
from chatkit.store import NotFoundError
from chatkit.types import ClientToolCallItem, HiddenContextItem, WidgetItem, Workflow, WorkflowItem
from chatkit.widgets import DynamicWidgetRoot, WidgetTemplate  # noqa: F401

from chat.context import Asker
from chat.models import Item
from chat.store import ThreadStore
from tests.chat.conftest import again
from tests.chat.made import asked, filled, said, stored, thread


async def test_an_item_added_twice_is_replaced_in_its_place(store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 3)
    await store.add_thread_item(made.id, said("msg_1", "again"), alice)
    await store.save_item(made.id, said("msg_0", "saved"), alice)
    items = await stored(store, made.id, alice)
    assert [item.id for item in items] == ids
    assert [item.content[0].text for item in items] == ["saved", "again", ""]


async def test_save_item_stores_one_that_was_never_added(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    await store.save_item(made.id, said("msg_new"), alice)
    assert [item.id for item in await stored(store, made.id, alice)] == ["msg_new"]


async def test_items_added_at_once_each_get_a_place_of_their_own(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    await asyncio.gather(*(store.add_thread_item(made.id, said(f"msg_{n}"), alice) for n in range(30)))
    items = await stored(store, made.id, alice)
    assert sorted(item.id for item in items) == sorted(f"msg_{n}" for n in range(30))


async def test_two_threads_may_have_an_item_of_the_same_id(store: ThreadStore, alice: Asker) -> None:
    one, two = await thread(store, alice), await thread(store, alice)
    await store.add_thread_item(one.id, said("msg_x", "one"), alice)
    await store.add_thread_item(two.id, said("msg_x", "two"), alice)
    assert (await stored(store, one.id, alice))[0].content[0].text == "one"


async def test_removing_an_item_that_was_never_stored_is_no_error(store: ThreadStore, alice: Asker) -> None:
    made, _ = await filled(store, alice, 1)
    await store.delete_thread_item(made.id, "msg_never", alice)
    await store.delete_thread_item(made.id, "msg_0", alice)
    await store.delete_thread_item(made.id, "msg_0", alice)
    assert await stored(store, made.id, alice) == []


async def test_a_write_to_a_deleted_thread_finds_nothing(store: ThreadStore, alice: Asker) -> None:
    made, _ = await filled(store, alice, 1)
    await store.delete_thread(made.id, again(alice))
    with pytest.raises(NotFoundError):
        await store.add_thread_item(made.id, said("msg_late"), alice)


async def test_a_widget_keeps_the_properties_that_the_sdk_does_not_know(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    content = {
        "type": "Card",
        "border": {"size": 2, "color": "red"},
        "newInThisYear": {"a": [1, None, "x"]},
        "children": [{"type": "Text", "value": "Hi", "sparkle": True}],
    }
    widget = WidgetItem(
        id="msg_w", thread_id=made.id, created_at=datetime.now(), widget=DynamicWidgetRoot.model_validate(content)
    )
    sent = widget.widget.model_dump_json(exclude_none=True)
    await store.add_thread_item(made.id, widget, alice)
    loaded = await store.load_item(made.id, "msg_w", alice)
    assert json.loads(loaded.widget.model_dump_json(exclude_none=True)) == json.loads(sent)
    assert "newInThisYear" in sent


async def test_free_values_are_kept_with_their_nulls(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    call = ClientToolCallItem(
        id="fc_1",
        thread_id=made.id,
        created_at=datetime.now(),
        status="completed",
        call_id="c",
        name="read",
        arguments={"scope": None, "deep": {"x": None}},
        output=[None, 1],
    )
    await store.add_thread_item(made.id, call, alice)
    loaded = await store.load_item(made.id, "fc_1", alice)
    assert (loaded.arguments, loaded.output) == (call.arguments, call.output)


async def test_hidden_items_are_stored_and_returned(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    hidden = HiddenContextItem(id="h", thread_id=made.id, created_at=datetime.now(), content={"x": 1})
    await store.add_thread_item(made.id, hidden, alice)
    assert (await stored(store, made.id, alice))[0].content == {"x": 1}


async def test_time_stamps_come_back_as_the_sdk_made_them(store: ThreadStore, alice: Asker) -> None:
    # It subtracts them from `datetime.now()` when it resumes a workflow.
    made = await thread(store, alice)
    item = WorkflowItem(
        id="wf", thread_id=made.id, created_at=datetime.now(), workflow=Workflow(type="custom", tasks=[])
    )
    await store.add_thread_item(made.id, item, alice)
    loaded = await store.load_item(made.id, "wf", alice)
    assert loaded.created_at == item.created_at
    assert datetime.now() - loaded.created_at < timedelta(minutes=1)
    assert (await store.load_thread(made.id, again(alice))).created_at == made.created_at


async def test_nul_and_lone_surrogates_never_reach_the_database(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice, title="t\x00\ud800", metadata={"k\x00": "v\udfff"})
    await store.add_thread_item(made.id, said("msg_1", "a\x00b\ud83dc"), alice)
    assert (await stored(store, made.id, alice))[0].content[0].text == "ab\ufffdc"
    loaded = await store.load_thread(made.id, alice)
    assert (loaded.title, loaded.metadata) == ("t\ufffd", {"k": "v\ufffd"})


async def test_an_item_of_a_newer_sdk_is_skipped_and_not_lost(store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 3)
    content = {"type": "hologram", "id": "msg_1"}
    await Item.objects.filter(thread_id=made.id, item_id="msg_1").aupdate(content=content)
    assert [item.id for item in await stored(store, made.id, alice)] == [ids[0], ids[2]]
    assert (await Item.objects.aget(thread_id=made.id, item_id="msg_1")).content == content


async def test_a_message_of_every_length_comes_back(store: ThreadStore, alice: Asker) -> None:
    made = await thread(store, alice)
    for number, length in enumerate((0, 1, 100_000)):
        await store.add_thread_item(made.id, asked(f"msg_{number}", "x" * length), alice)
    assert [len(item.content[0].text) for item in await stored(store, made.id, alice)] == [0, 1, 100_000]
