"""A person's latest opinion of an answer is kept, and nobody else's is touched."""

from __future__ import annotations

import pytest
from chatkit.store import NotFoundError

from chat.context import Asker
from chat.models import Feedback
from chat.store import ThreadStore
from tests.chat.made import filled


async def test_the_latest_word_counts(store: ThreadStore, alice: Asker) -> None:
    made, ids = await filled(store, alice, 2)
    await store.save_feedback(made.id, ids, "positive", alice)
    await store.save_feedback(made.id, ids[:1], "negative", alice)
    kept = [(row.item.item_id, row.kind) async for row in Feedback.objects.select_related("item").order_by("item")]
    assert kept == [("msg_0", "negative"), ("msg_1", "positive")]


@pytest.mark.parametrize("item_ids", [[], ["msg_0", "msg_none"]])
async def test_all_of_it_is_kept_or_nothing(item_ids: list[str], store: ThreadStore, alice: Asker) -> None:
    made, _ = await filled(store, alice, 1)
    with pytest.raises(NotFoundError):
        await store.save_feedback(made.id, item_ids, "positive", alice)
    assert not await Feedback.objects.aexists()
