"""The process that reads one file: `python -m chat.reading.worker job path folder pixels,seconds,memory`.

What it makes is in `folder`, and what it has to say in `result.json` there. It ends with an error for a file that it
cannot read, and is ended by the system when it wants too much.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

LARGEST_MADE = 200 * 1024 * 1024
"""Bytes of what it may write."""


def main(job: str, path: str, folder: str, limits: str) -> None:
    pixels, seconds, memory = map(int, limits.split(","))
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, LARGEST_MADE),
    ):
        resource.setrlimit(what, (most, most))
    result = _done(job, Path(path), Path(folder), pixels=pixels)
    (Path(folder) / "result.json").write_text(json.dumps(result))


def _done(job: str, path: Path, folder: Path, *, pixels: int) -> dict[str, object]:
    if job == "image":
        from chat.reading.images import cleaned  # noqa: PLC0415 - only what the job needs, and under the limits

        return cleaned(path, folder, pixels=pixels)
    if job == "recording":
        from chat.reading.recordings import length  # noqa: PLC0415

        return {"seconds": length(path)}
    from chat.reading.documents import pages  # noqa: PLC0415

    return {"pages": pages(path, kind=job)}


if __name__ == "__main__":
    main(*sys.argv[1:])
