"""Files in an S3-compatible store: the same, whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests import files
from tests.people import Person, message
from tests.ports import free_port
from tests.site import Site
from tests.uploads import send

BUCKET = "chat-files"


@pytest.fixture(scope="module")
def store() -> Iterator[tuple[ThreadedMotoServer, str]]:
    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    yield server, f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(scope="module")
def bucketed(store: tuple[ThreadedMotoServer, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {
        "FILES_S3_BUCKET": BUCKET,
        "AWS_ENDPOINT_URL_S3": store[1],
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    _client(store[1]).create_bucket(Bucket=BUCKET)
    with Site(tmp_path_factory.mktemp("bucketed"), TEST_FILES="", **environment) as site:
        yield site


def _client(url: str):  # type: ignore[no-untyped-def]
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=url, **keys)


def _names(url: str) -> list[str]:
    return [one["Key"] for one in _client(url).list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def test_a_file_is_kept_read_in_part_and_deleted_there(bucketed: Site, store: tuple[ThreadedMotoServer, str]) -> None:
    alice = Person.signed_up(bucketed, "alice")
    file_id = send(alice, "letter.pdf", files.pdf("Hello")).json()["id"]
    (name,) = _names(store[1])
    assert name.startswith("chatkit/")
    assert "letter" not in name
    part = alice.http.get(f"/chat/files/{file_id}/", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    assert Person.signed_up(bucketed, "bob").http.get(f"/chat/files/{file_id}/").status_code == 404
    asked = {**message("Look"), "attachments": [file_id]}
    thread = next(alice.events("threads.create", input=asked)).data["thread"]["id"]
    alice.settled(thread)
    alice.call("threads.delete", thread_id=thread)
    assert _names(store[1]) == []


def test_a_store_that_is_down_refuses_and_says_so(bucketed: Site, store: tuple[ThreadedMotoServer, str]) -> None:
    alice = Person.signed_up(bucketed, "alice")
    server, _url = store
    server.stop()
    try:
        refused = send(alice, "letter.pdf", files.pdf("Hello"))
    finally:
        server.start()
    assert (refused.status_code, refused.json()["code"]) == (503, "outage")
    state = bucketed.python("print(Attachment.objects.order_by('created_at').last().state)")
    assert state == "refused"
