"""What this site does differently than django-allauth when somebody signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import EmailVerificationMethod
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Says what is missing to somebody without an address, whom django-allauth sends round in circles."""

    def pre_login(
        self, request: HttpRequest, user: User, *, email_verification: str, **more: Any
    ) -> HttpResponse | None:
        if email_verification == EmailVerificationMethod.MANDATORY and not user.email:
            messages.error(request, _("Your account has no email address. Please ask the staff to add it."))
            return redirect("account_login")
        response: HttpResponse | None = super().pre_login(request, user, email_verification=email_verification, **more)
        return response
