"""Allowances: what people, organisations and addresses have used of what they may use."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from chat.ids import ID_LENGTH


class Allowance(models.Model):
    """What one person, organisation or address has used in its running minute and day, and limits of its own.

    One row each, because whoever asks whether they are within their limits locks it.
    """

    subject = models.CharField(_("whose"), max_length=ID_LENGTH + 20, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    tenant = models.CharField(_("organisation"), max_length=ID_LENGTH, blank=True)
    per_minute = models.PositiveIntegerField(_("messages a minute"), null=True, blank=True)
    at_once = models.PositiveIntegerField(_("answers at once"), null=True, blank=True)
    tokens = models.PositiveBigIntegerField(_("tokens a day"), null=True, blank=True)
    cost = models.DecimalField(_("cost a day"), max_digits=14, decimal_places=6, null=True, blank=True)
    minute_began = models.DateTimeField(_("minute began"), null=True, editable=False)
    minute_used = models.PositiveIntegerField(_("used this minute"), default=0, editable=False)
    day = models.DateField(_("day"), null=True, editable=False)
    tokens_used = models.BigIntegerField(_("tokens used today"), default=0, editable=False)
    cost_used = models.DecimalField(_("cost today"), max_digits=14, decimal_places=6, default=0, editable=False)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        ordering = ["subject"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) | models.Q(tenant=""), name="chatkit_allowance_of_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.tenant or self.subject)

    def save(self, *args: object, **named: object) -> None:
        if not self.subject:
            self.subject = person(self.user_id) if self.user_id else organisation(self.tenant)
        super().save(*args, **named)  # type: ignore[arg-type] # Django's

    def clean(self) -> None:
        if bool(self.user_id) == bool(self.tenant):
            raise ValidationError(_("Name a person or an organisation."))


def person(user_id: object) -> str:
    return f"person/{user_id}"


def organisation(tenant: str) -> str:
    return f"organisation/{tenant}"


def address(mark: str) -> str:
    return f"address/{mark}"
