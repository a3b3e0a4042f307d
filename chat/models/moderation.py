"""What staff keep of threads: flags, private notes, and the trail of what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chat.ids import ID_LENGTH
from chat.models.thread import Thread

if TYPE_CHECKING:
    from chat.staff import Staff


class FlagQuerySet(models.QuerySet["Flag"]):
    def seen_by(self, staff: Staff) -> FlagQuerySet:
        """Those of the threads that a staff member looks after."""
        return self.all() if staff.tenants is None else self.filter(thread__tenant__in=staff.tenants)


class Flag(models.Model):
    """That somebody should look at a thread, until somebody has."""

    class Source(models.TextChoices):
        STAFF = "staff", pgettext_lazy("flag", "staff")
        PERSON = "person", pgettext_lazy("flag", "report")
        GUARDRAIL = "guardrail", pgettext_lazy("flag", "guardrail")

    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="flags")
    item_id = models.CharField(_("item"), max_length=ID_LENGTH, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.STAFF)
    reason = models.TextField(_("reason"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("raised by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    raised_at = models.DateTimeField(_("raised"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("reports and flags")
        default_permissions = ()
        ordering = ["-raised_at"]
        indexes = [
            models.Index(fields=["thread"], name="chatkit_flag_open", condition=models.Q(settled_at=None)),
            models.Index(fields=["raised_at", "id"], name="chatkit_flag_queue", condition=models.Q(settled_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "item_id", "raised_by"],
                name="chatkit_flag_reported_once",
                condition=models.Q(source="person", settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Note(models.Model):
    """What one staff member tells the others about a thread. Its person and the model never see it."""

    thread = models.ForeignKey(Thread, verbose_name=_("thread"), on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("text"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        default_permissions = ()
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.text


class Suspension(models.Model):
    """That somebody may not use the chat until a time: in one organisation, or, without one, anywhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+", db_index=False
    )
    tenant = models.CharField(_("organisation"), max_length=ID_LENGTH, null=True, blank=True)
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        default_permissions = ()
        indexes = [models.Index(fields=["user", "until"], name="chatkit_suspension_now")]

    def __str__(self) -> str:
        return f"{self.user} {self.until}"


class Immutable(TypeError):
    """Somebody tried to change the trail."""

    def __init__(self) -> None:
        super().__init__("Audit entries are only ever added.")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def seen_by(self, staff: Staff) -> AuditEntryQuerySet:
        """Those of the threads that a staff member looks after."""
        return self.all() if staff.tenants is None else self.filter(tenant__in=staff.tenants)

    def update(self, **_: Any) -> NoReturn:
        raise Immutable

    def delete(self) -> NoReturn:
        raise Immutable


class AuditEntry(models.Model):
    """One act of a staff member's on one thread. Added only: the database of PostgreSQL refuses anything else too.

    It names people and threads in words, and not by keys of theirs, because it outlives them.
    """

    act = models.CharField(_("act"), max_length=30)
    thread_id = models.CharField(_("thread"), max_length=ID_LENGTH, blank=True)
    item_id = models.CharField(_("item"), max_length=ID_LENGTH, blank=True)
    tenant = models.CharField(_("organisation"), max_length=ID_LENGTH, blank=True)
    actor_id = models.CharField(_("id of the staff member"), max_length=ID_LENGTH)
    actor = models.CharField(_("staff member"), max_length=ID_LENGTH)
    reason = models.TextField(_("reason"), blank=True)
    detail = models.JSONField(_("details"), default=dict, blank=True)
    batch = models.UUIDField(_("batch"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        default_permissions = ("view",)
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["thread_id", "at"], name="chatkit_audit_thread"),
            models.Index(fields=["tenant", "at"], name="chatkit_audit_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.act} {self.thread_id}"

    def save(self, *args: Any, **named: Any) -> None:
        if not self._state.adding:
            raise Immutable
        super().save(*args, **named)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise Immutable
