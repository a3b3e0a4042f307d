"""Lists with 100 items and with a million in the database, and in a thread of 100,000; and how they are found.

`.venv/bin/python -m tests.postgres .venv/bin/python -m benchmarks.lists`, or without `tests.postgres` on SQLite.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.people import Person
from tests.site import Site

LONG, OTHERS = 100_000, 900_000
A_THREAD = 30
FILL = """
import datetime, json
from django.utils import timezone
def fill(prefix, threads, each, name, batch=20_000):
    owner, now = User.objects.get(username__startswith=name), timezone.now()
    content = {"type": "user_message", "content": [{"type": "input_text", "text": "word " * 20}], "attachments": [],
        "inference_options": {}, "created_at": now.isoformat()}
    ages = [now - datetime.timedelta(minutes=n + 1) for n in range(threads)]
    Thread.objects.bulk_create([Thread(id=f"thr_{prefix}{n}", owner=owner, title="A thread", last_sequence=each,
        created_at=now, updated_at=age) for n, age in enumerate(ages)], batch_size=batch)
    rows = (Item(thread_id=f"thr_{prefix}{n}", sequence=s, item_id=f"msg_{prefix}{n}_{s}", type="user_message",
        content={**content, "id": f"msg_{prefix}{n}_{s}", "thread_id": f"thr_{prefix}{n}"}, created_at=now)
        for n in range(threads) for s in range(1, each + 1))
    while part := list(__import__("itertools").islice(rows, batch)):
        Item.objects.bulk_create(part)
"""
MEASURE = """
import json, statistics, time
from django.db import connection
from django.test.utils import CaptureQueriesContext
from chat.context import Asker
from chat.rows import items, threads
asker = Asker(User.objects.get(username__startswith="alice"))
def middle(count): return f"@{count // 2}"
def measured(work):
    times = []
    for _ in range(40):
        begin = time.perf_counter(); work(); times.append(time.perf_counter() - begin)
    with CaptureQueriesContext(connection) as asked: work()
    ask = "EXPLAIN (COSTS OFF) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(ask + asked[-1]["sql"])
        plan = [str(row[-1]) for row in cursor.fetchall()]
    return statistics.median(times) * 1000, len(asked), plan
def all_of(thread, count):
    page = lambda **more: items.load_page(thread, asker, limit=20, **more)
    listed = lambda after: threads.load_page(asker, limit=20, after=after, order="desc")
    recent = listed(None)
    return {
        "threads.list, newest 20": measured(lambda: listed(after=None)),
        "threads.list, the next 20": measured(lambda: listed(after=recent.after)),
        "items.list, newest 20": measured(lambda: page(after=None, order="desc")),
        "items.list, from the middle": measured(lambda: page(after=middle(count), order="desc")),
        "items.list, the last page": measured(lambda: page(after="@21", order="desc")),
        "a turn begins": measured(lambda: items.open_thread(thread, asker, limit=40)),
    }
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Site(Path(folder)) as site:
        for name in ("alice", "bob"):
            Person.signed_up(site, name)
        few = _measured(site, "fill('a', 40, 1, 'alice'); fill('d', 1, 60, 'alice')", "thr_d0", 60)
        many = _measured(site, f"fill('b', {OTHERS // A_THREAD}, {A_THREAD}, 'bob')", "thr_d0", 60)
        long = _measured(site, f"fill('c', 1, {LONG}, 'alice')", "thr_c0", LONG)
    print("| | 100 items | 900,000 items more | ratio | in a thread of 100,000 | ratio |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (before, _, _) in few.items():
        then, last = many[name][0], long[name][0]
        cells = f"{before:.2f} ms", f"{then:.2f} ms", f"{then / before:.2f}", f"{last:.2f} ms", f"{last / before:.2f}"
        print(f"| {name} | {' | '.join(cells)} |")
    for name, (_, _, plan) in long.items():
        print(f"\n{name}\n" + "\n".join(f"    {line}" for line in plan))


def _measured(site: Site, fill: str, thread: str, count: int) -> dict[str, tuple[float, int, list[str]]]:
    said = site.python(
        *FILL.splitlines(),
        fill,
        "from django.db import connection",
        "connection.cursor().execute('ANALYZE')",
        *MEASURE.splitlines(),
        f"print(json.dumps(all_of({thread!r}, {count})))",
    )
    found: dict[str, tuple[float, int, list[str]]] = json.loads(said)
    return found


if __name__ == "__main__":
    main()
