"""The admin over 100,000 threads and 400,000 items, on PostgreSQL.

`.venv/bin/python -m tests.postgres .venv/bin/python -m benchmarks.moderation`
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.people import Person
from tests.site import Site
from tests.staff import Carol

THREADS = 100_000
AT_ONCE = 10_000
ROUNDS = 9
FILL = f"""
INSERT INTO chatkit_thread (id, owner_id, tenant, title, status, status_reason, rest, last_sequence, is_held,
    created_at, updated_at)
SELECT 'thr_' || n, (SELECT min(id) FROM accounts_user), '', 'Thread ' || n, 'active', '', '{{}}', 4, false,
    now() - n * interval '1 minute', now() - n * interval '1 minute' FROM generate_series(1, {THREADS}) n;
INSERT INTO chatkit_item (thread_id, sequence, item_id, type, content, withheld, created_at)
SELECT 'thr_' || n, s, 'msg_' || n || '_' || s, 'assistant_message', jsonb_build_object('type', 'assistant_message',
    'content', jsonb_build_array(jsonb_build_object('text', 'Sentence ' || s || ' of thread ' || n || ' is '
    || md5(n::text || s) || ' and ' || md5(s::text || n)))), '', now() - n * interval '1 minute'
FROM generate_series(1, {THREADS}) n, generate_series(1, 4) s;
INSERT INTO chatkit_flag (thread_id, item_id, source, reason, raised_at)
SELECT 'thr_' || n, '', 'person', 'It is wrong', now() - n * interval '1 minute'
FROM generate_series(1, {THREADS}, 20) n;
ANALYZE;
"""  # noqa: S608 - a number of ours


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder)) as site:
        Person.signed_up(site, "alice")
        carol = Carol.hired(site)
        began = time.monotonic()
        site.python("from django.db import connection", f"connection.cursor().execute({FILL!r})")
        print(f"{THREADS} threads with 4 items each in {time.monotonic() - began:.0f} s")
        for name, path in {
            "the list": "/admin/chatkit/thread/",
            "its page 100": "/admin/chatkit/thread/?p=100",
            "the flagged": "/admin/chatkit/thread/?flagged=yes",
            "by title": "/admin/chatkit/thread/?q=Thread+77777",
            "the queue": "/admin/chatkit/flag/",
        }.items():
            _print(name, lambda path=path: carol.http.get(path).raise_for_status())  # type: ignore[misc]
        _print("a search for a rare word", lambda: _search(carol, "8f14e45fceea167a5a36dedd4bea2543"))
        _print("a search for a word of all", lambda: _search(carol, "sentence"))
        began = time.monotonic()
        requests = _lock(carol, [f"thr_{number}" for number in range(1, AT_ONCE + 1)])
        print(f"{AT_ONCE} threads locked in {time.monotonic() - began:.1f} s, in {requests} requests")


def _print(name: str, work: Callable[[], object]) -> None:
    spent = []
    for _ in range(ROUNDS):
        began = time.monotonic()
        work()
        spent.append((time.monotonic() - began) * 1000)
    print(f"{name:>28}: {statistics.median(spent):6.0f} ms (median of {ROUNDS}; slowest {max(spent):.0f})")


def _search(carol: Carol, words: str) -> None:
    fields = {"words": words, "reason": "To measure", "csrfmiddlewaretoken": carol.http.cookies["csrftoken"]}
    headers = {"Referer": carol.person.site.url}
    carol.http.post("/admin/chatkit/thread/search/", data=fields, headers=headers).raise_for_status()


def _lock(carol: Carol, ids: list[str]) -> int:
    """As a browser does it: the form of each batch brings the next."""
    page, requests = carol.tries("lock", *ids), 1
    while page.status_code == 200:
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        left = {name: value for name, value in found if name != "csrfmiddlewaretoken"}
        page, requests = carol.tries("lock", *left.pop("ids").split(), **left), requests + 1
    return requests


if __name__ == "__main__":
    main()
