"""`make bench`, of which this runs the shortest part once, prints a table of everybody who is compared."""

from __future__ import annotations

import os
import subprocess

from benchmarks.contenders import DESIGN, OURS, SAMPLE
from tests.site import ROOT


def test_it_prints_a_row_for_each() -> None:
    environment = {**os.environ, "ROUNDS": "1", "PARTS": "start"}
    done = subprocess.run(["make", "bench"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if " ms |" in line]
    assert [row.split(" | ")[0] for row in rows] == [f"| {one.title}" for one in (*OURS, SAMPLE, DESIGN)]
