"""The people of this site."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


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
