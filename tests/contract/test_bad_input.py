"""What is no request is refused with a sentence; what can be cleaned is cleaned; nothing is lost or logged."""

from __future__ import annotations

import json

import pytest

from tests.contract.operations import ALL, params
from tests.people import Person, message, text_of, thread_of
from tests.site import Site


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"type": "threads.list", "params": {"limit": NaN}}',
        b'{"type": "threads.run", "params": {}}',
        b'{"type": "threads.list"}',
        b'{"type": "threads.list", "params": {"order": "up"}}',
        b'{"type": "threads.list", "params": {"limit": "many"}}',
        b'{"type": "threads.create", "params": {"input": {"content": [], "inference_options": {}}}}',
        b'{"type": "threads.create", "params": {"input": {"content": [], "attachments": []}}}',
        b'{"type": "threads.update", "params": {"thread_id": "x", "title": " "}}',
        b'{"a":' * 50_000,
        b"[" * 100_000,
        b'{"type": "threads.list", "params": {"limit": ' + b"9" * 5_000 + b"}}",
    ],
    ids=lambda body: body[:40].decode(errors="replace"),
)
def test_what_is_no_request_is_malformed(body: bytes, alice: Person) -> None:
    response = alice.post(body)
    assert response.status_code == 400, response.text
    assert set(response.json()) == {"code", "message"}
    assert response.json()["code"] == "malformed"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
def test_only_post_is_answered(method: str, alice: Person) -> None:
    response = alice.http.request(method, "/chat/wire/", headers=alice.headers)
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("limit", [10**9, -1, 0])
def test_a_wild_limit_is_brought_into_range(limit: int, alice: Person) -> None:
    thread_id = alice.thread()
    assert 1 <= len(alice.call("threads.list", limit=limit)["data"]) <= 100
    assert 1 <= len(alice.call("items.list", thread_id=thread_id, limit=limit)["data"]) <= 100


def test_a_body_over_the_limit_is_refused(alice: Person) -> None:
    request = {"type": "threads.create", "params": {"input": message("x" * 300_000)}}
    response = alice.post(request)
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"
    assert alice.call("threads.list")["data"] == []


def test_a_body_without_a_length_is_counted(alice: Person) -> None:
    pieces = (b" " * 10_000 for _ in range(40))
    response = alice.http.post("/chat/wire/", content=pieces, headers=alice.headers)
    assert response.status_code == 413


def test_a_body_just_under_the_limit_is_taken(alice: Person) -> None:
    text = "x" * (256 * 1024 - 400)
    events = alice.ask(text)
    assert text_of(alice.items(thread_of(events))[0]) == text


@pytest.mark.parametrize("operation", ALL)
def test_an_id_longer_than_any_is_as_good_as_none(operation: str, alice: Person) -> None:
    absent, long = (
        alice.post({"type": operation, "params": params(operation, thread_id=f"thr{more}", item_id=f"msg{more}")})
        for more in ("_none", "x" * 1_000)
    )
    assert long.status_code == absent.status_code
    if absent.status_code == 404:
        assert long.text == absent.text


@pytest.mark.parametrize("content", [[], [{"type": "input_text", "text": " \n\x00"}]])
def test_a_message_with_nothing_in_it_is_refused(content: list[dict[str, str]], alice: Person) -> None:
    request = {"type": "threads.create", "params": {"input": {**message(""), "content": content}}}
    assert (alice.post(request).status_code, alice.call("threads.list")["data"]) == (400, [])


def test_a_key_that_is_too_long_is_malformed(alice: Person) -> None:
    request = {"type": "threads.create", "params": {"input": message("Hello")}}
    assert alice.post(request, **{"Idempotency-Key": "k" * 256}).status_code == 400
    assert alice.post(request, **{"Idempotency-Key": "k" * 255}).status_code == 200


def test_nul_and_lone_surrogates_are_cleaned_and_nothing_else_is_lost(alice: Person) -> None:
    body = {"type": "threads.create", "params": {"input": message("a\x00b \ud83d c 😀 d")}}
    response = alice.post(json.dumps(body).encode())
    assert response.status_code == 200
    thread_id = alice.call("threads.list")["data"][0]["id"]
    assert [text_of(item) for item in alice.items(thread_id)] == ["ab \ufffd c 😀 d", "You said: ab \ufffd c 😀 d"]


def test_a_title_is_cleaned_and_cut(alice: Person) -> None:
    thread_id = alice.thread()
    renamed = alice.call("threads.update", thread_id=thread_id, title="n\x00ew " + "x" * 5_000)
    listed = alice.call("threads.list")["data"][0]["title"]
    assert listed.startswith("new xxx")
    assert len(listed) == 200
    assert renamed["title"].startswith("new xxx")


def test_the_log_has_no_message_text(site: Site, alice: Person) -> None:
    alice.ask("my-unmistakable-secret")
    alice.ask('script:{"words": 3, "fail_after": 1, "text": "my-unmistakable-secret is safe"}')
    alice.post(b'{"type": "threads.create", "params": {"input": "my-unmistakable-secret"}}')
    alice.post({"type": "threads.create", "params": {"input": message("my-unmistakable-secret " * 20_000)}})
    log = site.log.read_text()
    assert "is failed" in log
    assert "my-unmistakable-secret" not in log


@pytest.mark.parametrize("path", ["answers/%00/", "files/%00/", "answers/%00/stop/"])
def test_an_address_with_nul_names_nothing(path: str, alice: Person) -> None:
    how = alice.http.post if path.endswith("stop/") else alice.http.get
    assert how(f"/chat/{path}", headers=alice.headers).status_code == 404


def test_a_search_looks_past_nul(alice: Person) -> None:
    assert alice.http.get("/chat/entities/?q=%00").json() == alice.http.get("/chat/entities/?q=").json()
    assert alice.http.get("/chat/entities/?id=handbook.section:%00").status_code == 404
