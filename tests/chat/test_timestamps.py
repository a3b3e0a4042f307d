"""Moments survive the way to the wire and back, in whatever zone the process lives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from chatkit.types import Page, Thread, ThreadItemDoneEvent

from chat.outgoing import outgoing
from chat.timestamps import aware, naive
from tests.chat.made import said


@pytest.fixture(params=["UTC", "Asia/Kolkata", "America/St_Johns"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_zone")
def test_there_and_back() -> None:
    now = datetime.now()
    assert naive(aware(now)) == now
    assert abs(aware(now) - datetime.now(UTC)).total_seconds() < 5
    assert aware(aware(now)) == aware(now)


@pytest.mark.usefixtures("_zone")
def test_everything_on_the_wire_gets_an_offset_and_the_sdks_objects_stay_naive() -> None:
    item = said("msg_1")
    thread = Thread(id="thr_1", created_at=datetime.now(), items=Page(data=[item]))
    for value, stamps in (
        (ThreadItemDoneEvent(item=item), lambda event: [event.item.created_at]),
        (thread, lambda made: [made.created_at, made.items.data[0].created_at]),
        (Page(data=[thread]), lambda page: [page.data[0].created_at]),
    ):
        assert all(stamp.utcoffset() is not None for stamp in stamps(outgoing(value)))
        assert all(stamp.utcoffset() is None for stamp in stamps(value))
