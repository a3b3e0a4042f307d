"""What a site may import is what the page says, and it works as the page says."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.dispatch import Signal
from django.test import AsyncClient
from pytest_django import Settings

import chat
import chat.testing
from chat import ChatServer, answer_settled, thread_started
from chat.testing import Wire, answer_of, people, script, text_of, thread_of

NAMES = [
    *("Asker", "ChatServer", "Lifespan", "Probes", "Refusal", "Show", "ThreadModeration", "ThreadStore", "WireGate"),
    *("action", "answer_settled", "client_effect", "client_tool", "guardrail", "person_erased", "searchable"),
    *("thread_flagged", "thread_moderated", "thread_started", "tool", "warm"),
]
FOR_TESTS = [
    *("ELEMENT", "People", "ScriptedModel", "ScriptedProvider", "StoreContract", "Wire", "answer_of", "message"),
    *("people", "script", "text_of", "thread_of"),
]


def test_the_names_are_these() -> None:
    assert chat.__all__ == NAMES
    assert chat.testing.__all__ == FOR_TESTS


@pytest.mark.parametrize("name", NAMES)
def test_each_is_there_and_documented(name: str) -> None:
    assert getattr(chat, name).__doc__
    assert re.search(rf"^\| `{name}` \|", Path("docs/api.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", FOR_TESTS)
def test_each_for_tests_is_there_and_documented(name: str) -> None:
    assert getattr(chat.testing, name)
    assert f"`{name}`" in Path("docs/testing.md").read_text()


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What a slow and a failing receiver of the two signals were told, the failing one first."""
    told: list[dict[str, Any]] = []

    def failing(**_: Any) -> None:
        raise RuntimeError("A receiver of the site's.")

    async def slow(**what: Any) -> None:
        await asyncio.sleep(1)
        told.append(what)

    known: list[Signal] = [thread_started, answer_settled]
    for signal in known:
        signal.connect(failing)
        signal.connect(slow)
    yield told
    for signal in known:
        signal.disconnect(failing)
        signal.disconnect(slow)


@pytest.fixture
async def wire(transactional_db: None) -> Wire:
    client = AsyncClient()
    await client.aforce_login((await sync_to_async(people)()).alice)
    return Wire(client)


async def test_receivers_are_told_and_harm_nothing(wire: Wire, heard: list[dict[str, Any]]) -> None:
    events = await wire.ask(script(text="From nine to five."))
    assert text_of(answer_of(events)) == "From nine to five."
    assert answer_settled not in [one["signal"] for one in heard]  # nobody waited for it
    async with asyncio.timeout(10):
        while len(heard) < 2:  # noqa: ASYNC110 - the receivers are in a thread
            await asyncio.sleep(0.05)
    started, settled = sorted(heard, key=lambda one: one["signal"] is answer_settled)
    assert started["thread_id"] == settled["thread_id"] == thread_of(events)
    assert settled["outcome"] == "finished"
    assert started["by"].username == settled["by"].username == "alice"


class Twice(ChatServer):
    """Answers twice."""

    async def respond(self, *arguments: Any) -> Any:
        for _ in range(2):
            async for event in super().respond(*arguments):
                yield event


async def test_a_server_of_the_sites_own_answers(wire: Wire, settings: Settings) -> None:
    settings.CHATKIT = {**settings.CHATKIT, "SERVER": f"{__name__}.Twice"}
    events = await wire.ask("Hello")
    done = [event["item"]["type"] for event in events if event["type"] == "thread.item.done"]
    assert done.count("assistant_message") == 2


async def test_the_wire_says_why_it_was_refused(wire: Wire) -> None:
    with pytest.raises(AssertionError, match="not_found"):
        await wire.call("threads.get_by_id", thread_id="thr_none")
    assert (await wire.call("threads.list", limit=5))["data"] == []
