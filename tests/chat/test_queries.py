"""What a turn costs the database."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from chat import database
from chat.context import Asker
from chat.server import ChatServer
from tests.chat.conftest import again
from tests.people import message, script


@pytest.fixture
def statements(rows: None) -> Iterator[list[str]]:
    """The SQL that the app's threads run on threads and items."""
    seen: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            sql = getattr(record, "sql", None) or ""
            if "chatkit_thread" in sql or "chatkit_item" in sql:
                seen.append(sql)

    def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
        connection.force_debug_cursor = True

    database.disconnect()  # so that the threads open watched connections
    connection_created.connect(watch)
    logger, collector = logging.getLogger("django.db.backends"), Collector()
    level = logger.level
    logger.addHandler(collector)
    logger.setLevel(logging.DEBUG)
    yield seen
    logger.removeHandler(collector)
    logger.setLevel(level)
    connection_created.disconnect(watch)
    database.disconnect()


async def _ask(asker: Asker, text: str, thread_id: str | None = None) -> str:
    kind = "threads.add_user_message" if thread_id else "threads.create"
    params = {"input": message(text), **({"thread_id": thread_id} if thread_id else {})}
    result = await ChatServer().process(json.dumps({"type": kind, "params": params}), asker)
    events = [json.loads(event.removeprefix(b"data: ")) async for event in result if event]  # empty after a silence
    assert events[-1]["type"] == "thread.item.done", events[-1]
    return str(events[-1]["item"]["thread_id"])


async def test_a_turn_costs_at_most_six(alice: Asker, statements: list[str]) -> None:
    thread_id = await _ask(alice, "Hello")
    first = list(statements)
    statements.clear()
    await _ask(again(alice), "Hello again", thread_id)
    assert 4 <= len(first) <= 6, first
    assert 4 <= len(statements) <= 6, statements


async def test_a_long_thread_costs_no_more(alice: Asker, statements: list[str]) -> None:
    thread_id = await _ask(alice, "Hello")
    for _ in range(25):
        await _ask(again(alice), "More", thread_id)
    statements.clear()
    await _ask(again(alice), "More", thread_id)
    assert len(statements) <= 6, statements


async def test_a_delta_touches_neither_the_database_nor_a_log(
    alice: Asker, statements: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """So that an answer of 300 words costs what one of three does; what is saved meanwhile goes by the clock."""
    thread_id = await _ask(alice, "Hello")
    costs = []
    for words in (3, 300):
        statements.clear()
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            await _ask(again(alice), script(words=words), thread_id)
        costs.append((len(statements), len(caplog.records)))
    assert costs[0] == costs[1]
    assert costs[0][1] > 0
