"""How fast a million items are forgotten, and what the wire notices of it: PostgreSQL, daphne, one machine.

.venv/bin/python -m tests.postgres .venv/bin/python -m benchmarks.forgetting
"""

from __future__ import annotations

import math
import statistics
import tempfile
import threading
import time
from pathlib import Path

from tests.people import Person
from tests.site import Site

RULES = '{"RETENTION": {"days": 100}}'
ITEMS = 1_000_000
A_THREAD = 20
THREADS = ITEMS // A_THREAD
QUIET = 20
"""Seconds for which the wire is asked before."""
FILL = f"""
INSERT INTO chatkit_thread (id, owner_id, tenant, title, status, status_reason, rest, last_sequence, is_held,
    created_at, updated_at)
SELECT 'thr_' || n, (SELECT min(id) FROM accounts_user), '', 'Old', 'active', '', '{{}}', {A_THREAD}, false,
    now() - interval '2 years', now() - interval '2 years' FROM generate_series(1, {THREADS}) n;
INSERT INTO chatkit_answer (id, thread_id, asked_by_id, key, state, reason, worker, leased_until, started_at, kept_as)
SELECT 'ans_' || n, 'thr_' || n, (SELECT min(id) FROM accounts_user), '', 'finished', '', '', now(), now(), '[]'
FROM generate_series(1, {THREADS}) n;
INSERT INTO chatkit_item (thread_id, sequence, item_id, type, content, withheld, created_at, answer_id)
SELECT 'thr_' || n, s, 'msg_' || n || '_' || s, 'user_message', jsonb_build_object('type', 'user_message',
    'content', jsonb_build_array(jsonb_build_object('text', repeat('word ' || n || ' ', 20)))), '', now(), 'ans_' || n
FROM generate_series(1, {THREADS}) n, generate_series(1, {A_THREAD}) s;
ANALYZE;
"""  # noqa: S608 - numbers of ours


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder), TEST_CHATKIT=RULES) as site:
        alice = Person.signed_up(site, "alice")
        site.python("from django.db import connection", f"connection.cursor().execute({FILL!r})")
        quiet = _answers(alice, until=time.monotonic() + QUIET)
        busy: list[float] = []
        is_over = threading.Event()
        asking = threading.Thread(target=lambda: busy.extend(_answers(alice, is_over=is_over)))
        asking.start()
        began = time.monotonic()
        said = site.manage("chatkit_forget")
        took = time.monotonic() - began
        is_over.set()
        asking.join()
    print(said.splitlines()[-1])
    print(f"{ITEMS / took:,.0f} items a second, in {took:.0f} s")
    before, meanwhile = statistics.median(quiet), statistics.median(busy)
    print(
        f"An answer: {before * 1000:.0f} ms before, {meanwhile * 1000:.0f} ms meanwhile, {meanwhile / before:.2f} times"
    )


def _answers(person: Person, *, until: float = math.inf, is_over: threading.Event | None = None) -> list[float]:
    """How long each answer takes to its end."""
    took = []
    while time.monotonic() < until and not (is_over and is_over.is_set()):
        began = time.monotonic()
        person.ask(f"What is {len(took)}?")
        took.append(time.monotonic() - began)
        time.sleep(0.05)
    return took


if __name__ == "__main__":
    main()
