"""Answers: runs of the assistant, what they cost, and what they wait for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.ids import ID_LENGTH
from chat.models.thread import Thread


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
    kept_as = models.JSONField(_("ids under which the provider keeps it"), default=list, blank=True)
    started_at = models.DateTimeField(_("started"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

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


class Usage(models.Model):
    """What one answer cost. Outlives its thread, and without a name its person, because somebody pays for it."""

    answer = models.OneToOneField(
        Answer, verbose_name=_("answer"), on_delete=models.SET_NULL, null=True, blank=True, related_name="usage"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
    )
    tenant = models.CharField(_("organisation"), max_length=ID_LENGTH, blank=True)
    day = models.DateField(_("day"))
    model = models.CharField(_("model"), max_length=ID_LENGTH, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Answer.State)
    input_tokens = models.PositiveIntegerField(_("tokens read"), default=0)
    cached_tokens = models.PositiveIntegerField(_("of these from the provider’s cache"), default=0)
    output_tokens = models.PositiveIntegerField(_("tokens written"), default=0)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=6, default=0)
    first_token_seconds = models.FloatField(_("seconds to the first word"), null=True, blank=True)
    seconds = models.FloatField(_("seconds in all"), null=True, blank=True)
    tools = models.JSONField(_("tools called"), default=list, blank=True)

    class Meta:
        verbose_name = _("usage")
        verbose_name_plural = _("usage")
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["user", "day"], name="chatkit_usage_person"),
            models.Index(fields=["tenant", "day"], name="chatkit_usage_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.model} {self.input_tokens} + {self.output_tokens}"


class Approval(models.Model):
    """A run that waits for its person to approve of tool calls. Decided once."""

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        DECIDED = "decided", _("decided")
        DROPPED = "dropped", _("dropped")

    id = models.CharField(_("id of its item"), primary_key=True, max_length=ID_LENGTH)
    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="approvals")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    run = models.JSONField(_("the run as it waits"))
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"
