"""What a large file costs the process that takes it. daphne holds each body whole before any application sees it
(daphne/http_protocol.py, `process`), so this is measured with uvicorn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.people import Person
from tests.site import Site
from tests.uploads import announce, send

SIZE = 100 * 1024 * 1024


def _peak(site: Site) -> int:
    """The most memory that the process has had, in bytes."""
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="There is no /proc here")
def test_a_hundred_megabytes_cost_less_than_twenty(tmp_path: Path) -> None:
    rules = {"FILES": {"size": 2 * SIZE}}
    with Site(tmp_path, server="uvicorn", TEST_CHATKIT=json.dumps(rules)) as site:
        alice = Person.signed_up(site, "alice")
        send(alice, "small.txt", b"x" * 1_000_000)
        before = _peak(site)

        def pieces() -> Iterator[bytes]:
            for _ in range(SIZE // 65536):
                yield b"A line of text.\n" * 4096

        url = announce(alice, "large.txt", SIZE).json()["upload_descriptor"]["url"]
        taken = httpx2.put(url, content=pieces(), timeout=120)
        assert taken.status_code == 200, taken.text
        cost = _peak(site) - before
        assert cost < 20 * 1024 * 1024
        whole = 0
        with alice.http.stream("GET", f"/chat/files/{taken.json()['id']}/") as answer:
            for piece in answer.iter_bytes():
                whole += len(piece)
        assert whole == SIZE
        assert _peak(site) - before < 20 * 1024 * 1024
