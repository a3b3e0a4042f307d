"""The app in this process, on the database of DATABASE_URL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asgiref.sync import SyncToAsync
from django.db import connections

from accounts.models import User
from chat import database, registry
from chat.assistant import agent
from chat.context import Asker
from chat.store import ThreadStore


@pytest.fixture(scope="session", autouse=True)
def _connections_end_with_the_tests(django_db_setup: None) -> Iterator[None]:
    yield
    database.disconnect()
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()  # the tests' own `await …aget()`


@pytest.fixture
def rows(transactional_db: None) -> Iterator[None]:
    """A database whose rows the app's own threads see too."""
    yield
    connections.close_all()


@pytest.fixture
def alice(rows: None) -> Asker:
    return Asker(User.objects.create_user("alice", "alice@example.org"), origin="https://site.example")


@pytest.fixture
def bob(rows: None) -> Asker:
    return Asker(User.objects.create_user("bob", "bob@example.org"))


@pytest.fixture
def store() -> ThreadStore:
    return ThreadStore()


@pytest.fixture
def registers() -> Iterator[None]:
    """What this test registers is gone afterwards."""
    kinds = (registry.searchables, registry.tools, registry.client_tools, registry.actions, registry.guardrails)
    before = [dict(kind.entries) for kind in kinds]
    agent._assistant.cache_clear()
    yield
    for kind, entries in zip(kinds, before, strict=True):
        kind.entries = entries
    agent._assistant.cache_clear()


def again(asker: Asker) -> Asker:
    """The same person in another request."""
    return Asker(asker.user)
