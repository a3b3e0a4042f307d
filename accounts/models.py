"""The people of this site."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 255
"""OpenID Connect Core, 2: a subject has no more characters."""


class User(AbstractUser):
    """Somebody who can sign in, by e-mail address or by user name."""

    email = models.EmailField(_("email address"))

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                condition=~models.Q(email=""),  # company sign-on and scripts may know no address
                violation_error_message=_("A user with that email address already exists."),
            ),
        ]


class Identity(models.Model):
    """Who somebody is elsewhere: an issuer of tokens, and its own name for them, which it never gives to another."""

    user = models.ForeignKey(User, models.CASCADE, related_name="identities", verbose_name=_("person"))
    issuer = models.CharField(_("issuer"), max_length=255)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_identity_once")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.issuer})"


class Organisation(models.Model):
    """Several people, whose chats with the assistant are kept apart from those of everybody else."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("short name"), unique=True)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Without this nobody can ask for it. Its threads stay.")
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        permissions = [("see_every_organisation", _("Can look after the threads of everybody"))]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        """Those of organisations that are active, by name."""
        return self.filter(organisation__is_active=True).select_related("organisation").order_by("organisation__name")


class Membership(models.Model):
    """That somebody belongs to an organisation, and as what."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        STAFF = "staff", _("staff")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="accounts_membership_once")]

    def __str__(self) -> str:
        return f"{self.user} ({self.organisation}, {self.get_role_display()})"
