"""What went wrong, for the log: where and what kind, never a word of anybody's."""

from __future__ import annotations

import logging
import traceback
from pathlib import PurePath

DEPTH = 6


class Discreet(logging.Filter):
    """Takes the messages out of the errors that the SDK logs: they may quote what somebody wrote."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            where = getattr(getattr(record, "request", None), "path", "")  # of Django's own "Internal Server Error"
            record.msg, record.args = "%s", (f"{described(record.exc_info[1])} {where}".rstrip(),)
            record.exc_info = record.exc_text = None
        return True


def described(error: BaseException) -> str:
    """`ValueError at turn.py:12 < answers.py:98`. The message is left out: libraries put their input into it."""
    frames = traceback.extract_tb(error.__traceback__)[-DEPTH:]
    places = " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    # What a provider's error says about itself: openai.APIStatusError has these, and they are the provider's own words.
    told = [
        f"{name}={value}" for name in ("status_code", "code", "request_id") if (value := getattr(error, name, None))
    ]
    cause = f", caused by {described(error.__cause__)}" if error.__cause__ else ""
    return f"{type(error).__name__}{''.join(f' {one}' for one in told)} at {places or 'an unknown place'}{cause}"
