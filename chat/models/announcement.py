"""What the site tells everybody who uses the chat."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

ONLY = 1


class Announcement(models.Model):
    """A sentence beside every chat, and whether nothing may be asked meanwhile. There is one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    text = models.TextField(_("text"), blank=True)
    is_closed = models.BooleanField(_("closed for maintenance"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), auto_now=True)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        default_permissions = ("change",)
        constraints = [models.CheckConstraint(condition=models.Q(id=ONLY), name="chatkit_announcement_only_one")]

    def __str__(self) -> str:
        return self.text
