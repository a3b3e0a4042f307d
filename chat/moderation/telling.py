"""What others are told of an act: the open pages of the thread's person, and the process that answers there.

Both may be out of reach; a page then sees it when it asks next, and a process when it renews its leases.
"""

from __future__ import annotations

import time

from asgiref.sync import async_to_sync
from django.db.models import QuerySet
from django.utils import timezone

from chat import layer, live, queue, stopping
from chat.context import mark_of
from chat.models import Answer, Thread
from chat.rows import answers
from chat.staff import Staff


def tell_owner(thread: Thread, moved: live.Moved) -> None:
    group = live.group_of(mark_of(thread.owner_id, thread.tenant))
    async_to_sync(layer.send_to_group)(group, live.message(thread.pk, moved))


def tell_everybody(announcement: str) -> None:
    async_to_sync(layer.send_to_group)(live.EVERYBODY, live.announcement(announcement))


def tell_queue(thread: Thread) -> None:
    async_to_sync(queue.tell)(thread.tenant)


def stop_answer(thread_id: str, *, by: Staff) -> None:
    """Ask the answer that runs in a thread to end. What it has said is kept."""
    running = _running(thread_id).filter(thread__in=Thread.objects.seen_by(by))
    for answer_id, worker in running.values_list("pk", "worker"):
        stop(answer_id, worker, by=by.user.pk)


def stop(answer_id: str, worker: str, *, by: object) -> None:
    """Ask an answer's process to end it, for somebody with this primary key."""
    answers.ask_to_stop(answer_id, by)
    async_to_sync(layer.send)(worker, stopping.message(answer_id, by=by))


def wait_for_end(thread_id: str) -> None:
    """Until no answer runs in a thread, or its process has been silent for too long to be there."""
    until = time.monotonic() + stopping.PATIENCE
    while _running(thread_id).filter(leased_until__gt=timezone.now()).exists() and time.monotonic() < until:
        time.sleep(0.05)


def _running(thread_id: str) -> QuerySet[Answer]:
    return Answer.objects.filter(thread=thread_id, state=Answer.State.RUNNING)
