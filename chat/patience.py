"""Time limits on many short waits, one after the other: a timer that looks now and then, and not one for each wait.

A word of an answer costs some microseconds; `asyncio.timeout` around the wait for it would be a tenth of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Self


class Pulse:
    """Calls something after so many seconds, and again and again, unless it is put off, until it is stopped."""

    def __init__(self, seconds: float, call: Callable[[], object]) -> None:
        self._seconds, self._call = seconds, call
        self._loop = asyncio.get_running_loop()
        self.put_off()
        self._timer = self._loop.call_later(seconds, self._look)

    def put_off(self) -> None:
        self._since = self._loop.time()

    def _look(self) -> None:
        left = self._since + self._seconds - self._loop.time()
        if left <= 0:
            self.put_off()
            self._call()
        self._timer = self._loop.call_later(left if left > 0 else self._seconds, self._look)

    def stop(self) -> None:
        self._timer.cancel()


class Patience:
    """Ends a wait of the current task that lasts longer than so many seconds, with an error of the caller's.

    `with patience:` around each wait; `over` when there will be none any more. Between the waits it does not count.
    """

    def __init__(self, seconds: float, error: type[Exception]) -> None:
        self._seconds, self._error = seconds, error
        self._loop = asyncio.get_running_loop()
        self._since: float | None = None
        self._task: asyncio.Task[object] | None = None
        self._is_lost = False
        self._timer = self._loop.call_later(seconds, self._look)

    def __enter__(self) -> Self:
        self._task, self._since = asyncio.current_task(), self._loop.time()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._since = None
        if self._is_lost and self._task and kind is asyncio.CancelledError and self._task.uncancel() == 0:
            raise self._error from None

    def _look(self) -> None:
        waited = 0.0 if self._since is None else self._loop.time() - self._since
        if waited < self._seconds:
            self._timer = self._loop.call_later(self._seconds - waited, self._look)
        elif self._task:
            self._is_lost = True
            self._task.cancel()

    def over(self) -> None:
        self._timer.cancel()
