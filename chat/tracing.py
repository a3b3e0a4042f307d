"""What a line of the log and a span are about: ids of a request, a thread and an answer, never anybody's words.

Spans are OpenTelemetry's, where its API is installed; they cost nothing until the site sets up an exporter.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any

from chat.extras import has

_ids: ContextVar[dict[str, str]] = ContextVar("chatkit_ids", default={})  # noqa: B039 - it is never changed
_telemetry: Any = import_module("opentelemetry.trace") if has("telemetry") else None
_propagation: Any = import_module("opentelemetry.propagate") if _telemetry else None


class Ids(logging.Filter):
    """Gives each record of a handler what is known of `request_id`, `thread_id` and `answer_id`."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in _ids.get().items():
            setattr(record, name, value)
        return True


def _is_on() -> bool:
    """Whether the site has set up a provider; the API's own stands for one that may still come."""
    return _telemetry and not isinstance(_telemetry.get_tracer_provider(), _telemetry.ProxyTracerProvider)


def about(**ids: str) -> None:
    """From here on, in this task and what it begins, the log and the spans have these ids."""
    _ids.set({**_ids.get(), **{name: value for name, value in ids.items() if value}})
    note(**ids)


def note(**attributes: str | float | None) -> None:
    """Put something on the span that is open."""
    if _is_on():
        span = _telemetry.get_current_span()
        for name, value in attributes.items():
            if value not in ("", None):
                span.set_attribute(f"chatkit.{name}", value)


def here() -> Any:
    """Where we are, for work that goes on in a context of its own; see `span`."""
    return _telemetry.context_api.get_current() if _is_on() else None


def coming_from(headers: Mapping[str, str]) -> Any:
    """Where the sender of a request is, if it says so (W3C Trace Context); see `span`."""
    return _propagation.extract({name.lower(): value for name, value in headers.items()}) if _is_on() else None


@contextmanager
def span(name: str, /, *, within: Any = None, **attributes: str) -> Iterator[None]:
    """Time something. Of an error its kind is kept, and not its message, which may quote somebody."""
    if not _is_on():
        yield
        return
    known = {f"chatkit.{one}": value for one, value in {**_ids.get(), **attributes}.items()}
    tracer = _telemetry.get_tracer("chatkit")
    with tracer.start_as_current_span(
        f"chatkit.{name}", context=within, attributes=known, record_exception=False, set_status_on_exception=False
    ) as opened:
        try:
            yield
        except BaseException as error:
            opened.set_attribute("error.type", type(error).__name__)
            raise
