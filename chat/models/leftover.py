"""Leftovers: what has to go elsewhere because it went here."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Leftover(models.Model):
    """A file in the storage, or an answer that the provider keeps. Written with the deletion that leaves it, and gone
    when it is gone there.
    """

    class Kind(models.TextChoices):
        FILE = "file", _("file")
        RESPONSE = "response", _("answer at the provider")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name there"), max_length=255)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)

    class Meta:
        verbose_name = _("leftover")
        verbose_name_plural = _("leftovers")
        default_permissions = ()
        indexes = [models.Index(fields=["due_at"], name="chatkit_leftover_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
