"""OpenTelemetry's collector is told where an answer spent its time, and nothing of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests import collector
from tests.people import Person, message, script
from tests.site import Site

WORD = "zanzibar"
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.fixture
def spans(tmp_path: Path) -> Iterator[list[Span]]:
    """Those of a question with a tool, and of one that breaks off, asked by somebody who is traced already."""
    with collector.running() as collecting:
        with Site(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=collecting.url) as site:
            alice = Person.signed_up(site, "alice")
            alice.http.headers["traceparent"] = f"00-{TRACE}-{PARENT}-01"
            said = script(text=f"In {WORD}.", tool=["search_site", {"query": WORD}])
            alice.post({"type": "threads.create", "params": {"input": message(said)}})
            alice.post({"type": "threads.create", "params": {"input": message(script(words=9, fail_after=3))}})
            alice.post(b"{")
        yield collecting.spans


def _known(span: Span) -> dict[str, Any]:
    return {one.key.removeprefix("chatkit."): one.value.string_value or one.value.int_value for one in span.attributes}


def test_an_answer_is_part_of_its_request_and_holds_what_it_did(spans: list[Span]) -> None:
    by_id = {span.span_id: span for span in spans}
    answer = next(span for span in spans if span.name == "chatkit.answer" and _known(span)["outcome"] == "finished")
    request = by_id[answer.parent_span_id]
    assert request.name == "chatkit.request"
    assert request.parent_span_id.hex() == PARENT
    assert answer.trace_id.hex() == TRACE
    assert _known(request)["request_id"] == _known(answer)["request_id"]
    within = {(span.name, _known(span).get("tool")) for span in spans if span.parent_span_id == answer.span_id}
    assert ("chatkit.tool", "search_site") in within
    assert ("chatkit.store", None) in within
    assert {"answer_id", "thread_id", "model", "input_tokens", "output_tokens"} <= _known(answer).keys()


def test_what_went_wrong_is_told_by_its_kind(spans: list[Span]) -> None:
    outcomes = [_known(span)["outcome"] for span in spans if span.name == "chatkit.answer"]
    assert sorted(outcomes) == ["failed", "finished"]
    assert "Malformed" in {_known(span).get("error.type") for span in spans if span.name == "chatkit.request"}


def test_no_span_quotes_anybody(spans: list[Span]) -> None:
    assert WORD not in " ".join(map(str, spans))


def test_a_collector_that_is_away_harms_nobody(tmp_path: Path) -> None:
    with Site(tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9") as site:
        assert Person.signed_up(site, "alice").thread("Hello")
