"""This process's answers: started, leased, stopped from elsewhere, and ended in good order when the process ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

from chatkit.types import StreamingReq

from chat import layer, metrics, relay, signals
from chat.answers import Answer, Server
from chat.conf import chatkit
from chat.context import Asker
from chat.database import in_database
from chat.errors import Restarting
from chat.faults import described
from chat.preflight import begin
from chat.rows import answers
from chat.rows.answers import State
from chat.turns import Ending

logger = logging.getLogger(__name__)

REMEMBERED = 60
"""Seconds for which an answer that is over can still be followed from memory."""
SIGNALS = (signal.SIGTERM, signal.SIGINT)
_workers: WeakKeyDictionary[asyncio.AbstractEventLoop, Worker] = WeakKeyDictionary()


def worker() -> Worker:
    """The one of this event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _workers:
        _workers[loop] = Worker(loop)
    return _workers[loop]


class Worker:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.answers: dict[str, Answer] = {}
        self.channel = layer.new_channel()
        self.is_draining = False
        self._loop = loop
        self._starting: set[asyncio.Task[Answer]] = set()
        self._tending: asyncio.Task[None] | None = None
        self._servers_own: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {}

    @property
    def running(self) -> list[Answer]:
        return [answer for answer in self.answers.values() if not answer.is_done]

    async def start(self, call: StreamingReq, asker: Asker, *, server: Server, key: str) -> Answer:
        """Begin an answer, or raise what preflight raises. Once begun it goes on, whatever becomes of the caller."""
        if self.is_draining:
            raise Restarting
        starting = self._loop.create_task(self._start(call, asker, server=server, key=key))
        self._starting.add(starting)
        starting.add_done_callback(self._starting.discard)
        return await asyncio.shield(starting)

    async def _start(self, call: StreamingReq, asker: Asker, *, server: Server, key: str) -> Answer:
        self._mind_signals()
        turn = await begin(call, asker, store=server.store, worker=self.channel, key=key)
        if turn.is_new:
            signals.tell(signals.thread_started, thread_id=turn.thread.id, by=asker.user, tenant=asker.tenant)
        answer = Answer(call, turn, asker, server=server)
        self.answers[answer.id] = answer
        metrics.open_answers.inc()
        answer.when_done(metrics.open_answers.dec)
        answer.when_done(lambda: self._loop.call_later(REMEMBERED, self.answers.pop, answer.id, None))
        relay.publish(answer)
        if self._tending is None or self._tending.done():
            self._tending = self._loop.create_task(self._tend())
        return answer

    def stop_thread(self, thread_id: str) -> None:
        """The thread is gone; so is what is being said in it."""
        for answer in self.running:
            if answer.thread_id == thread_id:
                answer.stop(Ending(State.STOPPED, "deleted"))

    # Tending

    async def _tend(self) -> None:
        while self.running:  # one may begin while the listening for those before it ends
            await self._tend_these()

    async def _tend_these(self) -> None:
        """Renew the leases and listen for stops, for as long as there is anything to tend."""
        listening = self._loop.create_task(layer.listen(self.channel, self._hear))
        try:
            while self.running:
                await asyncio.sleep(max(0.2, chatkit().LEASE_SECONDS / 10))
                try:
                    await self._renew()
                except Exception as error:  # noqa: BLE001 - the database may come back before the lease is over
                    logger.warning("The leases could not be renewed: %s", described(error))
        finally:
            while not listening.done():  # a layer may swallow the first: found by a soak with Redis
                listening.cancel()
                await asyncio.wait([listening], timeout=1)

    async def _renew(self) -> None:
        running = self.running  # those that begin meanwhile have a fresh lease
        held = await in_database(answers.renew, [answer.id for answer in running])
        for answer in running:
            hold = held.get(answer.id)
            if hold is None:
                answer.stop(Ending(State.INTERRUPTED, "lost"))
            elif hold.stopped_by is not None or not hold.is_open:
                answer.stop(Ending(State.STOPPED, by=hold.stopped_by))

    def _hear(self, message: dict[str, Any]) -> None:
        if answer := self.answers.get(message["answer"]):
            answer.stop(Ending(State.STOPPED, by=message["by"]))

    # Ending

    def _mind_signals(self) -> None:
        # Not before the first answer: the server sets its own handlers when it starts, and would replace ours.
        if self._servers_own:
            return
        for number in SIGNALS:
            self._servers_own[number] = signal.getsignal(number)
            try:
                signal.signal(number, self._on_signal)
            except ValueError:  # not the main thread, where a server would not be told either
                return

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.is_draining or not (self.running or self._starting):
            self._hand_on(number)
            return
        self.is_draining = True
        self._loop.call_soon_threadsafe(lambda: setattr(self, "_drained", self._loop.create_task(self._drain(number))))

    async def _drain(self, number: int) -> None:
        """Let the answers end for a while, keep what the others have said, and then let the server end."""
        seconds = chatkit().DRAIN_SECONDS if number == signal.SIGTERM else 0
        if self._starting:  # they have a claim already, or are about to
            await asyncio.wait(self._starting)
        logger.info("Ending: %d answers are running, for %d seconds at most.", len(self.running), seconds)
        if self.running:
            await asyncio.wait([asyncio.ensure_future(answer.settled()) for answer in self.running], timeout=seconds)
        for answer in self.running:
            answer.stop(Ending(State.INTERRUPTED, "shutdown"))
        await asyncio.gather(*(answer.settled() for answer in self.running))
        self._hand_on(number)

    def _hand_on(self, number: int) -> None:
        for known, handler in self._servers_own.items():
            signal.signal(known, handler)
        os.kill(os.getpid(), number)
