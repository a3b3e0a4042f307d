"""What a store has to do, tried with whatever hypothesis thinks of, against a dict that does it."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chatkit.store import NotFoundError, Store
from chatkit.types import AssistantMessageContent, AssistantMessageItem, ThreadItem, ThreadMetadata
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = 40
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
THREAD, ITEM = st.integers(0, 1), st.integers(0, 3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("begin"), TEXTS),
        st.tuples(st.just("rename"), THREAD, TEXTS),
        st.tuples(st.just("add"), THREAD, ITEM, TEXTS),
        st.tuples(st.just("save"), THREAD, ITEM, TEXTS),
        st.tuples(st.just("remove"), THREAD, ITEM),
        st.tuples(st.just("delete"), THREAD),
    ),
    min_size=5,
    max_size=25,
).map(lambda steps: [("begin", "One"), *steps])
"""What is done, to a thread and an item by their number."""
PAGES = st.tuples(st.integers(1, 7), st.sampled_from(["asc", "desc"]))


@dataclass
class _Known:
    """A thread as it should be: its title, and its items in their order."""

    title: str
    items: dict[str, str] = field(default_factory=dict)


class StoreContract(ABC):
    """Subclass it, name the class `Test…`, and give it a store and two people::

        @pytest.mark.django_db(transaction=True)
        class TestMyStore(StoreContract):
            def store(self): return MyStore()
            def owner(self): return Asker(User.objects.create(username=uuid4().hex))
            stranger = owner

    `owner` and `stranger` make a context as your store takes it, of somebody new at each call. It needs hypothesis.
    """

    @abstractmethod
    def store(self) -> Store[Any]: ...

    @abstractmethod
    def owner(self) -> Any: ...

    @abstractmethod
    def stranger(self) -> Any: ...

    def test_it_keeps_what_it_is_given(self) -> None:
        """Threads and items, in their place, once and whole, whatever comes after what."""

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(STEPS, PAGES)
        def tried(steps: list[tuple[Any, ...]], page: tuple[int, str]) -> None:
            trial = _Trial(self.store(), self.owner())
            _run(trial.play(steps, *page))

        tried()

    def test_it_shows_nothing_to_a_stranger(self) -> None:
        """Neither a thread nor its items, nor that they are there; and lets them change nothing."""
        trial, stranger = _Trial(self.store(), self.owner()), self.stranger()
        _run(trial.play([("begin", "Mine"), ("add", 0, 0, "Hello")], 5, "asc"))
        _run(trial.refuses(stranger))
        _run(trial.check(5, "asc"))

    def test_items_that_come_at_once_each_have_a_place(self) -> None:
        trial = _Trial(self.store(), self.owner())
        _run(trial.crowd(20))


def _run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


class _Trial:
    def __init__(self, store: Store[Any], owner: Any) -> None:
        self.store, self.owner = store, owner
        self.known: dict[str, _Known] = {}

    async def play(self, steps: list[tuple[Any, ...]], limit: int, order: str) -> None:
        for name, *arguments in steps:
            await getattr(self, f"_{name}")(*arguments)
        await self.check(limit, order)

    # What is done

    async def _begin(self, title: str) -> None:
        thread = ThreadMetadata(id="", created_at=datetime.now(), title=title)  # noqa: DTZ005 - as the SDK makes them
        thread.id = self.store.generate_thread_id(self.owner)
        await self.store.save_thread(thread, self.owner)
        self.known[thread.id] = _Known(title)

    def _thread(self, number: int) -> str:
        return list(self.known)[number] if number < len(self.known) else ""

    async def _rename(self, number: int, title: str) -> None:
        if thread_id := self._thread(number):
            thread = await self.store.load_thread(thread_id, self.owner)
            thread.title = title
            await self.store.save_thread(thread, self.owner)
            self.known[thread_id].title = title

    async def _add(self, number: int, item: int, text: str) -> None:
        if thread_id := self._thread(number):
            await self.store.add_thread_item(thread_id, _said(thread_id, item, text), self.owner)
            self.known[thread_id].items[f"msg_{item}"] = text

    async def _save(self, number: int, item: int, text: str) -> None:
        if thread_id := self._thread(number):
            await self.store.save_item(thread_id, _said(thread_id, item, text), self.owner)
            self.known[thread_id].items[f"msg_{item}"] = text

    async def _remove(self, number: int, item: int) -> None:
        if thread_id := self._thread(number):
            await self.store.delete_thread_item(thread_id, f"msg_{item}", self.owner)
            self.known[thread_id].items.pop(f"msg_{item}", None)

    async def _delete(self, number: int) -> None:
        if thread_id := self._thread(number):
            await self.store.delete_thread(thread_id, self.owner)
            del self.known[thread_id]
            await _finds_nothing(self.store.load_thread(thread_id, self.owner))

    async def crowd(self, count: int) -> None:
        await self._begin("Many at once")
        (thread_id,) = self.known
        items = [_said(thread_id, number, str(number)) for number in range(count)]
        await asyncio.gather(*(self.store.add_thread_item(thread_id, item, self.owner) for item in items))
        found = await self._items(thread_id, 100, "asc")
        assert sorted(item.id for item in found) == sorted(item.id for item in items)

    # What is found then

    async def check(self, limit: int, order: str) -> None:
        for thread_id, known in self.known.items():
            assert ((await self.store.load_thread(thread_id, self.owner)).title or "") == known.title
            expected = list(known.items.items())
            found = [(item.id, _text(item)) for item in await self._items(thread_id, limit, order)]
            assert found == (expected if order == "asc" else expected[::-1])
            for item_id, text in expected:
                assert _text(await self.store.load_item(thread_id, item_id, self.owner)) == text
            await _finds_nothing(self.store.load_item(thread_id, "msg_none", self.owner))
        assert sorted(await self._threads(limit, order)) == sorted(self.known)

    async def _items(self, thread_id: str, limit: int, order: str) -> list[ThreadItem]:
        """All of them, page by page."""
        found: list[ThreadItem] = []
        after = None
        while True:
            page = await self.store.load_thread_items(thread_id, after, limit, order, self.owner)
            assert len(page.data) <= limit
            found += page.data
            if not page.has_more:
                return found
            after = page.after

    async def _threads(self, limit: int, order: str) -> list[str]:
        found: list[str] = []
        after = None
        while True:
            page = await self.store.load_threads(limit, after, order, self.owner)
            found += [thread.id for thread in page.data]
            if not page.has_more:
                return found
            after = page.after

    async def refuses(self, stranger: Any) -> None:
        (thread_id,) = self.known
        item = _said(thread_id, 0, "Not mine")
        await _finds_nothing(self.store.load_thread(thread_id, stranger))
        await _finds_nothing(self.store.load_thread_items(thread_id, None, 5, "asc", stranger))
        await _finds_nothing(self.store.load_item(thread_id, item.id, stranger))
        await _finds_nothing(self.store.add_thread_item(thread_id, item, stranger))
        await _finds_nothing(self.store.save_item(thread_id, item, stranger))
        await _finds_nothing(self.store.delete_thread(thread_id, stranger))
        page = await self.store.load_threads(5, None, "asc", stranger)
        assert page.data == []


async def _finds_nothing(work: Coroutine[Any, Any, Any]) -> None:
    try:
        found = await work
    except NotFoundError:
        return
    raise AssertionError(f"This should have raised NotFoundError, and was {found!r}.")


def _said(thread_id: str, number: int, text: str) -> AssistantMessageItem:
    content = [AssistantMessageContent(text=text)]
    created_at = datetime.now()  # noqa: DTZ005 - as the SDK makes them
    return AssistantMessageItem(id=f"msg_{number}", thread_id=thread_id, created_at=created_at, content=content)


def _text(item: ThreadItem) -> str:
    return "".join(part.text for part in item.content if isinstance(part, AssistantMessageContent))  # type: ignore[union-attr]
