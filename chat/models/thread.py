"""Threads: what a person and the assistant said to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chat.ids import ID_LENGTH

if TYPE_CHECKING:
    from django.db.models.deletion import Collector

    from chat.context import Asker
    from chat.staff import Staff

TITLE_LENGTH = 200


class Label(models.Model):
    """A word of the staff's for threads of a kind."""

    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def cascade_unless_held(collector: Collector, field: models.ForeignKey[Any, Any], rows: Any, using: str) -> None:
    """A person's threads go with them, but whoever has threads that have to be kept stays: `ProtectedError`."""
    if held := {thread for thread in rows if thread.is_held}:
        raise models.ProtectedError("Some of this person’s threads have to be kept.", held)
    models.CASCADE(collector, field, rows, using)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def of(self, asker: Asker) -> ThreadQuerySet:
        """The threads that this asker may read and write."""
        return self.filter(owner=asker.user.pk, tenant=asker.tenant)

    def seen_by(self, staff: Staff) -> ThreadQuerySet:
        """Those that a staff member looks after: everybody's, or those of their organisations."""
        return self.all() if staff.tenants is None else self.filter(tenant__in=staff.tenants)

    def owned_by(self, user_id: Any) -> ThreadQuerySet:
        """All of a person's, in whichever organisation: for their copy and their erasure."""
        return self.filter(owner=user_id)

    def after(self, updated_at: object, pk: str) -> ThreadQuerySet:
        """Those that come after one, from the thread that has been silent for longest on."""
        return self.filter(models.Q(updated_at__gt=updated_at) | models.Q(updated_at=updated_at, pk__gt=pk))


class Thread(models.Model):
    """One conversation between a person and the assistant."""

    class Status(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("thread", "active")
        LOCKED = "locked", _("locked")
        CLOSED = "closed", _("closed")

    id = models.CharField(_("id"), primary_key=True, max_length=ID_LENGTH)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=cascade_unless_held,
        related_name="+",
        db_index=False,
    )
    tenant = models.CharField(_("organisation"), max_length=ID_LENGTH, blank=True)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    status_reason = models.TextField(_("reason of the status"), blank=True)
    rest = models.JSONField(_("the SDK's other fields"), default=dict, blank=True)
    last_sequence = models.PositiveBigIntegerField(_("number of its last item"), default=0)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    labels = models.ManyToManyField(Label, verbose_name=_("labels"), blank=True, related_name="threads")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken over by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_held = models.BooleanField(_("kept"), default=False)
    created_at = models.DateTimeField(_("created"))
    updated_at = models.DateTimeField(_("last activity"))

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["-updated_at", "-id"]
        default_permissions = ("view",)
        permissions = [
            ("view_content", _("Can read what people wrote")),
            ("search_content", _("Can search in what people wrote")),
            ("moderate", _("Can lock, close, flag, assign, label, hold and note threads")),
            ("reply", _("Can take over threads and write in them")),
            ("redact", _("Can redact items")),
            ("export", _("Can export threads")),
            ("erase", _("Can erase threads")),
            ("suspend", _("Can suspend people")),
        ]
        indexes = [
            models.Index(fields=["owner", "tenant", "updated_at", "id"], name="chatkit_thread_recent"),
            models.Index(fields=["updated_at", "id"], name="chatkit_thread_newest"),
            models.Index(fields=["tenant", "updated_at", "id"], name="chatkit_thread_tenant"),
        ]

    def __str__(self) -> str:
        return self.title or self.id
