"""Items: the entries of a thread, and what a person thinks of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.ids import ID_LENGTH
from chat.models.answer import Answer
from chat.models.thread import Thread


class Item(models.Model):
    """One entry of a thread: a message, a widget, a tool call …, as the JSON that the SDK made of it."""

    class Withheld(models.TextChoices):
        REFUSED = "refused", _("refused")
        HIDDEN = "hidden", _("hidden")
        REDACTED = "redacted", _("redacted")

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
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    withheld = models.CharField(_("kept from the model"), max_length=10, choices=Withheld, blank=True)
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
