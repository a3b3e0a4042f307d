"""Data requests: that somebody wants a copy of their data, or wants it erased."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.files import place, storage
from chat.ids import ID_LENGTH


class DataRequest(models.Model):
    """One person's, by themselves or by staff for them; done in steps, so that whoever dies is taken over from."""

    class Kind(models.TextChoices):
        COPY = "copy", _("a copy")
        ERASURE = "erasure", _("erasure")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("threads done"), default=0)
    total = models.PositiveIntegerField(_("threads in all"), default=0)
    kept = models.PositiveIntegerField(_("threads that have to be kept"), default=0)
    file = models.FileField(_("file"), storage=storage, upload_to=place, max_length=ID_LENGTH, blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("data request")
        verbose_name_plural = _("data requests")
        default_permissions = ("view",)
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                name="chatkit_data_request_once",
                condition=models.Q(state__in=["waiting", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)
