"""What goes along when rows go, from wherever that comes; and threads by the thousand, in few statements."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import router
from django.db.models import QuerySet
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from chat.models import Answer, Attachment, DataRequest, Feedback, Item, Thread, Usage
from chat.rows.leftovers import Kind, leave


@receiver(post_delete, sender=Attachment)
@receiver(post_delete, sender=DataRequest)
def _leave_file(instance: Attachment | DataRequest, **_: Any) -> None:
    if instance.file:
        leave(Kind.FILE, [str(instance.file.name)])


@receiver(post_delete, sender=Answer)
def _leave_responses(instance: Answer, **_: Any) -> None:
    leave(Kind.RESPONSE, instance.kept_as)


@receiver(pre_delete, sender=get_user_model())
def _erase_person(instance: Any, **_: Any) -> None:
    from chat.privacy.erasure import erase  # noqa: PLC0415 - it uses this module

    erase(instance)


def delete_threads(thread_ids: list[str]) -> int:
    """Delete threads with all that is theirs; how many items that were. To be called in a transaction.

    Django would fetch every row to see what goes along, and delete a hundred at a time. Here the database itself
    deletes what is known to be much, and Django does the rest.
    """
    if not thread_ids:
        return 0
    attachments = Attachment.objects.filter(thread__in=thread_ids)
    answers = Answer.objects.filter(thread__in=thread_ids)
    leave(Kind.FILE, attachments.exclude(file="").values_list("file", flat=True))
    leave(
        Kind.RESPONSE,
        [name for names in answers.exclude(kept_as=[]).values_list("kept_as", flat=True) for name in names],
    )
    Usage.objects.filter(answer__in=answers).update(answer=None)
    _at_once(Feedback.objects.filter(item__thread__in=thread_ids))
    items = _at_once(Item.objects.filter(thread__in=thread_ids))
    _at_once(answers)
    _at_once(attachments)
    Thread.objects.filter(pk__in=thread_ids).delete()
    return items


def _at_once(rows: QuerySet[Any]) -> int:
    """In one statement, without signals and cascades."""
    return int(rows._raw_delete(router.db_for_write(rows.model)))  # noqa: SLF001 - Django's own
