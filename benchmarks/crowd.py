"""People who do everything at once: ask, stop, try again, leave, come back by the other process, tidy up."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from tests.people import message

ANSWER = " ".join(f"word{number}" for number in range(25)) + " the end."
ASK = "script:" + json.dumps({"text": ANSWER, "pace": 0.01})
SLOWLY = "script:" + json.dumps({"text": ANSWER, "pace": 0.1})
THREADS = 4
"""How many a visitor keeps; the oldest is deleted for a new one."""
A_LOOK = 5
"""Seconds between two looks at the processes."""


class Visitor:
    """One person, with a browser on each of the site's processes."""

    def __init__(self, *, urls: list[str], cookies: dict[str, str], seed: int) -> None:
        self._urls, self._cookies = urls, cookies
        self._chance = random.Random(seed)  # noqa: S311 - a load, not a secret
        self._threads: list[str] = []
        self.counted: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.failures: list[str] = []

    async def act(self) -> None:
        """Do one thing. What goes wrong is kept."""
        acts: dict[Callable[[], Awaitable[None]], int] = {
            self._ask: 34, self._reload: 16, self._list: 12, self._begin: 9, self._leave_and_come_back: 9,
            self._stop: 6, self._again: 5, self._rename: 4, self._like: 3, self._upload: 1, self._nonsense: 1,
        }  # fmt: skip
        act = self._begin if not self._threads else self._chance.choices(list(acts), list(acts.values()))[0]
        try:
            await act()
        except (httpx2.HTTPError, AssertionError, StopAsyncIteration) as error:
            self.failures.append(f"{act.__name__}: {type(error).__name__} {str(error)[:200]}")
        self.counted[act.__name__.strip("_").replace("_", " ")] += 1

    def open(self) -> None:
        headers = {"X-CSRFToken": self._cookies["csrftoken"], "Content-Type": "application/json"}
        self._http = [
            httpx2.AsyncClient(base_url=url, cookies=self._cookies, headers=headers, timeout=60) for url in self._urls
        ]

    async def close(self) -> None:
        for http in self._http:
            await http.aclose()

    @property
    def _thread(self) -> str:
        return self._chance.choice(self._threads)

    @property
    def _either(self) -> httpx2.AsyncClient:
        return self._chance.choice(self._http)

    async def _call(self, kind: str, /, **params: Any) -> dict[str, Any] | None:
        response = await self._either.post("/chat/wire/", json={"type": kind, "params": params})
        if response.status_code != 200:
            self.refused[str(response.status_code)] += 1
            return None
        return dict(response.json())

    @asynccontextmanager
    async def _streamed(self, kind: str, /, **params: Any) -> AsyncIterator[AsyncIterator[dict[str, Any]] | None]:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        body = {"type": kind, "params": params}
        async with self._either.stream("POST", "/chat/wire/", json=body, headers=headers) as response:
            if response.status_code != 200:
                self.refused[str(response.status_code)] += 1
                yield None
                return
            self._answer = response.headers["chatkit-answer"]
            yield _events(response)

    async def _whole(self, kind: str, /, **params: Any) -> list[dict[str, Any]]:
        async with self._streamed(kind, **params) as events:
            seen = [event async for event in events] if events else []
        assert not events or "the end." in json.dumps(seen[-3:]), seen[-1:]
        return seen

    async def _begin(self) -> None:
        seen = await self._whole("threads.create", input=message(ASK))
        self._threads.append(seen[0]["thread"]["id"])
        if len(self._threads) > THREADS:
            await self._call("threads.delete", thread_id=self._threads.pop(0))

    async def _ask(self) -> None:
        await self._whole("threads.add_user_message", thread_id=self._thread, input=message(ASK))

    async def _again(self) -> None:
        thread = self._thread
        page = await self._call("items.list", thread_id=thread, order="desc", limit=20)
        asked = [item["id"] for item in (page or {"data": []})["data"] if item["type"] == "user_message"]
        if asked:
            await self._whole("threads.retry_after_item", thread_id=thread, item_id=asked[0])

    async def _stop(self) -> None:
        params = {"thread_id": self._thread, "input": message(SLOWLY)}
        async with self._streamed("threads.add_user_message", **params) as events:
            if events is None:
                return
            await anext(events)
            stopped = await self._either.post(f"/chat/answers/{self._answer}/stop/")
            assert stopped.status_code == 200, stopped.text
            async for _ in events:
                pass

    async def _leave_and_come_back(self) -> None:
        params = {"thread_id": self._thread, "input": message(SLOWLY)}
        async with self._streamed("threads.add_user_message", **params) as events:
            if events is None:
                return
            await anext(events)
            answer = self._answer
        async with self._either.stream("GET", f"/chat/answers/{answer}/") as response:
            assert response.status_code == 200, response.status_code
            seen = [event async for event in _events(response)]
        assert "the end." in json.dumps(seen[-3:]), seen[-1:]

    async def _reload(self) -> None:
        thread = self._thread
        await self._call("threads.get_by_id", thread_id=thread)
        await self._call("items.list", thread_id=thread, order="desc", limit=20)

    async def _list(self) -> None:
        await self._call("threads.list", limit=20, order="desc")

    async def _rename(self) -> None:
        await self._call("threads.update", thread_id=self._thread, title=f"Thread {self._chance.random()}")

    async def _like(self) -> None:
        thread = self._thread
        page = await self._call("items.list", thread_id=thread, order="desc", limit=20)
        said = [item["id"] for item in (page or {"data": []})["data"] if item["type"] == "assistant_message"]
        if said:
            await self._call("items.feedback", thread_id=thread, item_ids=said[:1], kind="positive")

    async def _upload(self) -> None:
        http = self._either
        headers = {"X-CSRFToken": self._cookies["csrftoken"]}
        async with httpx2.AsyncClient(base_url=http.base_url, cookies=self._cookies, headers=headers) as plain:
            sent = await plain.post("/chat/uploads/", files={"file": ("notes.txt", b"Some words.", "text/plain")})
        assert sent.status_code == 200, sent.text

    async def _nonsense(self) -> None:
        response = await self._either.post("/chat/wire/", content=b'{"type": "nothing"}')
        self.refused[str(response.status_code)] += 1


async def _events(response: httpx2.Response) -> AsyncIterator[dict[str, Any]]:
    async for line in response.aiter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


class Crowd:
    def __init__(self, visitors: list[Visitor]) -> None:
        self._visitors = visitors

    @property
    def counted(self) -> Counter[str]:
        return sum((one.counted for one in self._visitors), Counter())

    @property
    def refused(self) -> Counter[str]:
        return sum((one.refused for one in self._visitors), Counter())

    @property
    def failures(self) -> list[str]:
        return list(itertools.chain.from_iterable(one.failures for one in self._visitors))

    def forget(self) -> None:
        for one in self._visitors:
            one.counted.clear()
            one.refused.clear()
            one.failures.clear()

    async def act(self, *, seconds: float, rate: float = 0, look: Callable[[], object] | None = None) -> float:
        """Let everybody act for so long, so many times a second or as often as it goes; how often that was."""
        begin = time.monotonic()
        before = self.counted.total()
        looking = asyncio.create_task(_every(A_LOOK, look)) if look else None
        await asyncio.gather(*(self._visit(one, begin, seconds, rate) for one in self._visitors))
        if looking:
            looking.cancel()
        return (self.counted.total() - before) / (time.monotonic() - begin)

    async def _visit(self, one: Visitor, begin: float, seconds: float, rate: float) -> None:
        one.open()
        acts = 0
        while (now := time.monotonic()) < begin + seconds:
            due = begin + acts * len(self._visitors) / rate if rate else now
            await asyncio.sleep(max(0, due - now))
            await one.act()
            acts += 1
        await one.close()


async def _every(seconds: float, look: Callable[[], object]) -> None:
    while True:
        look()
        await asyncio.sleep(seconds)
