"""Where the log goes: a line an event, to the console, where whoever runs the site collects it."""

from __future__ import annotations

import logging
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS

FORMATS = {
    "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        "reserved_attrs": [*RESERVED_ATTRS, "request"],  # Django's, which shows the query
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
    },
}


class WithoutQuery(logging.Filter):
    """uvicorn writes down what was asked for; behind the question mark may be what somebody is looking for.

    So does daphne, which gives nobody a say in it: it is run with `--verbosity 0`.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(one.partition("?")[0] if isinstance(one, str) else one for one in record.args)
        return True


def to_the_console(*, form: str, is_discreet: bool) -> dict[str, Any]:
    """`LOGGING`. A discreet one takes the messages out of errors, as they may quote what somebody wrote."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": FORMATS[form]},
        "filters": {
            "ids": {"()": "chat.tracing.Ids"},
            "discreet": {"()": "chat.faults.Discreet"},
            "without_query": {"()": WithoutQuery},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "chosen",
                "filters": ["ids", "discreet"] if is_discreet else ["ids"],
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "uvicorn": {"handlers": [], "propagate": True},
            "uvicorn.access": {"handlers": [], "propagate": True, "filters": ["without_query"]},
        },
    }
