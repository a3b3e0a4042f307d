"""The line of a log in JSON that docs/deployment.md shows is one that this site writes."""

from __future__ import annotations

import json
import logging
import re
from contextvars import copy_context
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from chat import tracing
from config.log import FORMATS


def _written(sample: dict[str, Any]) -> dict[str, Any]:
    tracing.about(**{name: sample[name] for name in ("request_id", "thread_id", "answer_id")})
    kind, form, *_ = FORMATS["json"].values()
    options = {name: FORMATS["json"][name] for name in ("reserved_attrs", "rename_fields")}
    record = logging.LogRecord(sample["logger"], logging.INFO, "", 0, sample["message"], None, None)
    tracing.Ids().filter(record)
    found: dict[str, Any] = json.loads(import_string(kind)(form, **options).format(record))
    return found


def test_it_has_these_names_in_this_order(root: Path) -> None:
    shown = re.search(r"```json\n(.*?)```", (root / "docs/deployment.md").read_text(), re.DOTALL)
    assert shown
    sample = json.loads(shown[1])
    written = copy_context().run(_written, sample)
    assert list(written) == list(sample)
    assert {**written, "time": sample["time"]} == sample
    assert re.sub(r"\d", "0", written["time"]) == re.sub(r"\d", "0", sample["time"])
