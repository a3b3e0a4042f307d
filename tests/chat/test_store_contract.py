"""Our store does what `chat.testing` asks of one, and what does not is found out."""

from __future__ import annotations

import uuid

import pytest
from chatkit.types import Page, ThreadItem, ThreadMetadata

from accounts.models import User
from chat.context import Asker
from chat.store import ThreadStore
from chat.testing import StoreContract


@pytest.mark.django_db(transaction=True)
class TestThreadStore(StoreContract):
    def store(self) -> ThreadStore:
        return ThreadStore()

    def owner(self) -> Asker:
        return Asker(User.objects.create(username=uuid.uuid4().hex))

    stranger = owner


class Forgetful(ThreadStore):
    """It does not replace."""

    async def save_item(self, thread_id: str, item: ThreadItem, context: Asker) -> None:
        page = await self.load_thread_items(thread_id, None, 99, "asc", context)
        if item.id not in [known.id for known in page.data]:
            await self.add_thread_item(thread_id, item, context)


class Open(ThreadStore):
    """It lists to everybody what it listed to somebody."""

    async def load_threads(self, limit: int, after: str | None, order: str, context: Asker) -> Page[ThreadMetadata]:
        if page := getattr(self, "seen", None):
            return page
        self.seen = await super().load_threads(limit, after, order, context)
        return self.seen


@pytest.mark.django_db(transaction=True)
def test_a_store_that_does_not_replace_is_found_out() -> None:
    contract = type("Contract", (TestThreadStore,), {"store": lambda _: Forgetful()})()
    with pytest.raises(AssertionError):
        contract.test_it_keeps_what_it_is_given()


@pytest.mark.django_db(transaction=True)
def test_a_store_that_shows_what_is_not_theirs_is_found_out() -> None:
    contract = type("Contract", (TestThreadStore,), {"store": lambda _: Open()})()
    with pytest.raises(AssertionError):
        contract.test_it_shows_nothing_to_a_stranger()
