"""The threads that do this app's database work, each with a connection of its own.

An ORM call in an async view would keep a thread and a connection for as long as the answer streams
(docs/performance.md). Here a call borrows both for its own length: synchronous functions, one hop each.
"""

from __future__ import annotations

import asyncio
import os
import select
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import SyncToAsync
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation

from chat import tracing
from chat.conf import chatkit
from chat.metrics import store_seconds

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

IDLE_SECONDS = 30
AGAIN_SECONDS = 0.5
_last_used: dict[BaseDatabaseWrapper, float] = {}


async def in_database(
    work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Result:
    """Run a synchronous function of ours where the connections are; its result or exception is the caller's.

    Work that has begun is finished before a cancelled caller goes on: a write is never half known.
    """
    running = _begun(_threads(), lambda: _timed(work, *arguments, **named))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


async def outlast(
    step: Callable[Arguments, Awaitable[Result]], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Result:
    """Take a step that may be taken twice, and again while the database is away, for as long as a lease lasts."""
    end = time.monotonic() + chatkit().LEASE_SECONDS
    while True:
        try:
            return await step(*arguments, **named)
        except (OperationalError, InterfaceError):
            if time.monotonic() > end:
                raise
        await asyncio.sleep(AGAIN_SECONDS)


async def in_site(work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    """Run a synchronous function of the site's, with its language and connections of its own.

    It may be slow, and a cancelled caller does not wait for it; the store has its threads to itself.
    """
    return await _begun(_site_threads(), lambda: _connected(work, *arguments, **named))


def _begun(threads: ThreadPoolExecutor, work: Callable[[], Result]) -> asyncio.Future[Result]:
    language = translation.get_language()  # it stays behind: asgiref keeps it for the thread that chose it

    def understood() -> Result:
        with translation.override(language):
            return work()

    return asyncio.get_running_loop().run_in_executor(threads, copy_context().run, understood)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(chatkit().DATABASE_THREADS, thread_name_prefix="chatkit-database")


@cache
def _site_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(chatkit().TOOL_THREADS, thread_name_prefix="chatkit-site")


def _timed(work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    began = time.perf_counter()
    try:
        with tracing.span("store", call=work.__qualname__):
            return _connected(work, *arguments, **named)
    finally:
        store_seconds.observe(time.perf_counter() - began)


def _connected(work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None and _is_doubtful(connection) and not connection.is_usable():
            connection.close()
        connection.errors_occurred = False
    try:
        return work(*arguments, **named)
    finally:
        for connection in connections.all(initialized_only=True):
            _last_used[connection] = time.monotonic()


def _is_doubtful(connection: BaseDatabaseWrapper) -> bool:
    is_idle = time.monotonic() - _last_used.get(connection, 0) > IDLE_SECONDS
    return connection.errors_occurred or is_idle or _has_spoken(connection.connection)


def _has_spoken(server: Any) -> bool:
    """Whether there is something to read although nothing was asked: mostly a goodbye, of a database that is restarted.

    A look at the socket costs a microsecond, and without it somebody meets each connection that is gone (urllib3 looks
    at its own before it uses one again). SQLite has no socket.
    """
    if not hasattr(server, "fileno") or not hasattr(select, "poll"):
        return False
    if getattr(server, "closed", False):
        return True
    socket = select.poll()
    socket.register(server.fileno(), select.POLLIN)
    return bool(socket.poll(0))


def connect(look: Callable[[], object], *, seconds: float) -> None:
    """Have a connection in each thread, which has looked at something, before somebody has to wait for one. Raises what
    the database does, and `BrokenBarrierError` or `TimeoutError` after so many seconds.
    """
    together = threading.Barrier(chatkit().DATABASE_THREADS, timeout=seconds)

    def begin() -> None:
        together.wait()  # otherwise the quickest thread would do the work of all
        look()

    waiting = [_threads().submit(_connected, begin) for _ in range(chatkit().DATABASE_THREADS)]
    for one in waiting:
        one.result(seconds)


def end_request_thread() -> None:
    """End the thread that asgiref keeps for this request, for the synchronous code of a site's middleware.

    It would wait for the end of the response, and five hundred readers are five hundred such threads. Whatever asks for
    one later gets a new one (asgiref/sync.py, `SyncToAsync.context_to_thread_executor`).
    """
    request = SyncToAsync.thread_sensitive_context.get(None)
    if request and (thread := SyncToAsync.context_to_thread_executor.pop(request, None)):
        thread.submit(connections.close_all)  # and after that nobody knows it, so that it ends


def _forget() -> None:
    """Threads do not live on in a process that is forked, and connections belong to the first (gunicorn --preload)."""
    for threads in (_threads, _site_threads):
        threads.cache_clear()
    _last_used.clear()


os.register_at_fork(after_in_child=_forget)


def disconnect() -> None:
    """End the threads and close their connections, for a process that goes on without them (tests, shutdown)."""
    for threads in (_threads, _site_threads):
        threads().shutdown()
        threads.cache_clear()
    while _last_used:
        connection, _ = _last_used.popitem()
        connection.inc_thread_sharing()
        connection.close()
