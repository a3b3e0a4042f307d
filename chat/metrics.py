"""Metrics for Prometheus, where its client is installed and `CHATKIT["METRICS"]` is on. They name no person.

With PROMETHEUS_MULTIPROC_DIR set, processes of one machine count together, as prometheus-client does it.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from chat.conf import chatkit
from chat.extras import has

prometheus: Any = import_module("prometheus_client") if has("metrics") else None

QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)
SLOW = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 30)


class _Nothing:
    """What counts where nothing does."""

    def labels(self, *_: Any) -> _Nothing:
        return self

    def inc(self, amount: float = 1) -> None: ...
    def dec(self, amount: float = 1) -> None: ...
    def observe(self, amount: float) -> None: ...


def _made(kind: str, *arguments: Any, **named: Any) -> Any:
    return getattr(prometheus, kind)(*arguments, **named) if prometheus else _Nothing()


answers = _made("Counter", "chatkit_answers", "Answers that are over, by how they ended.", ["outcome"])
first_token = _made("Histogram", "chatkit_first_token_seconds", "From the question to the first word.", buckets=SLOW)
tokens = _made("Counter", "chatkit_tokens", "Tokens that models read and wrote.", ["kind"])
open_answers = _made("Gauge", "chatkit_open_answers", "Answers being written.", multiprocess_mode="livesum")
sockets = _made("Gauge", "chatkit_sockets", "Open sockets.", multiprocess_mode="livesum")
refusals = _made("Counter", "chatkit_refusals", "Requests that were refused, by code.", ["code"])
store_seconds = _made("Histogram", "chatkit_store_seconds", "How long a call of the database took.", buckets=QUICK)


def is_on() -> bool:
    return prometheus is not None and chatkit().METRICS


def page() -> tuple[bytes, str]:
    """All that was counted, and its content type."""
    registry = prometheus.REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = prometheus.CollectorRegistry()
        import_module("prometheus_client.multiprocess").MultiProcessCollector(registry)
    return prometheus.generate_latest(registry), prometheus.CONTENT_TYPE_LATEST
