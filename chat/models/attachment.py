"""Attachments: files that people put into messages, and those that the assistant makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chat.files import place, storage
from chat.ids import ID_LENGTH
from chat.models.thread import Thread

if TYPE_CHECKING:
    from chat.context import Asker


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, asker: Asker) -> AttachmentQuerySet:
        """Those that this asker may open and delete."""
        return self.filter(owner=asker.user.pk, tenant=asker.tenant)


class Attachment(models.Model):
    """A file that somebody put into a message, or is about to; or one that the assistant made."""

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        SCANNING = "scanning", pgettext_lazy("file", "being looked at")
        READY = "ready", pgettext_lazy("file", "ready")
        REFUSED = "refused", _("refused")

    id = models.CharField(_("id"), primary_key=True, max_length=ID_LENGTH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("owner"), on_delete=models.CASCADE, related_name="+"
    )
    tenant = models.CharField(_("organisation"), max_length=ID_LENGTH, blank=True)
    thread = models.ForeignKey(
        Thread, verbose_name=_("thread"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    content = models.JSONField(_("content"))
    pages = models.JSONField(_("its text"), default=list, blank=True)
    file = models.FileField(_("file"), storage=storage, upload_to=place, max_length=ID_LENGTH, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [
            models.Index(fields=["created_at"], name="chatkit_attachment_loose", condition=models.Q(thread=None)),
        ]

    def __str__(self) -> str:
        return self.id
