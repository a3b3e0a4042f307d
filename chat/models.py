"""What is kept: threads, their items, files and feedback. Rows are reached through `Thread.objects.of(asker)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from chat.context import Asker

TITLE_LENGTH = 200
ID_LENGTH = 255


class ThreadQuerySet(models.QuerySet["Thread"]):
    def of(self, asker: Asker) -> ThreadQuerySet:
        """The threads that this asker may read and write."""
        return self.filter(owner=asker.user.pk)


class Thread(models.Model):
    """One conversation between a person and the assistant."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        LOCKED = "locked", _("locked")
        CLOSED = "closed", _("closed")

    id = models.CharField(_("id"), primary_key=True, max_length=ID_LENGTH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    status_reason = models.TextField(_("reason of the status"), blank=True)
    rest = models.JSONField(_("the SDK's other fields"), default=dict, blank=True)
    last_sequence = models.PositiveBigIntegerField(_("number of its last item"), default=0)
    created_at = models.DateTimeField(_("created"))
    updated_at = models.DateTimeField(_("last activity"))

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["owner", "updated_at", "id"], name="chatkit_thread_recent")]

    def __str__(self) -> str:
        return self.title or self.id


class Answer(models.Model):
    """One run of the assistant in a thread: claimed, leased by the process that produces it, settled once."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")
        INTERRUPTED = "interrupted", _("interrupted")

    id = models.CharField(_("id"), primary_key=True, max_length=ID_LENGTH)
    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.CASCADE, related_name="+"
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stopped by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    key = models.CharField(_("the client's key"), max_length=ID_LENGTH, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RUNNING)
    reason = models.CharField(_("reason of the state"), max_length=60, blank=True)
    worker = models.CharField(_("channel of its process"), max_length=ID_LENGTH, blank=True)
    leased_until = models.DateTimeField(_("leased until"))
    started_at = models.DateTimeField(_("started"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    input_tokens = models.PositiveIntegerField(_("tokens read"), default=0)
    output_tokens = models.PositiveIntegerField(_("tokens written"), default=0)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["thread", "started_at"], name="chatkit_answer_latest"),
            models.Index(fields=["leased_until"], name="chatkit_answer_lease", condition=models.Q(state="running")),
        ]
        constraints = [
            # The claim: a second answer in the same thread is refused by the database itself.
            models.UniqueConstraint(
                fields=["thread"], name="chatkit_answer_one_at_a_time", condition=models.Q(state="running")
            ),
            models.UniqueConstraint(fields=["asked_by", "key"], name="chatkit_answer_key", condition=~models.Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Item(models.Model):
    """One entry of a thread: a message, a widget, a tool call …, as the JSON that the SDK made of it."""

    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="items", db_index=False
    )
    sequence = models.PositiveBigIntegerField(_("place in the thread"))
    item_id = models.CharField(_("id"), max_length=ID_LENGTH)
    type = models.CharField(_("type"), max_length=40)
    content = models.JSONField(_("content"))
    answer = models.ForeignKey(
        Answer, verbose_name=_("answer"), on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    replaced_by = models.ForeignKey(
        Answer, verbose_name=_("replaced by"), on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["thread", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "item_id"], name="chatkit_item_once"),
            models.UniqueConstraint(fields=["thread", "sequence"], name="chatkit_item_place"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.item_id}"


class Attachment(models.Model):
    """A file that somebody put into a message, or is about to."""

    id = models.CharField(_("id"), primary_key=True, max_length=ID_LENGTH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="+"
    )
    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.id


class Feedback(models.Model):
    """What a person thinks of an answer; their latest word counts."""

    class Kind(models.TextChoices):
        POSITIVE = "positive", _("good")
        NEGATIVE = "negative", _("bad")

    item = models.ForeignKey(
        Item, verbose_name=_("item"), on_delete=models.CASCADE, related_name="feedback", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    given_at = models.DateTimeField(_("given"), auto_now=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="chatkit_feedback_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
