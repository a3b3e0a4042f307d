"""The pages of company sign-on: the way to the provider, the way back, and what went wrong on it."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from accounts.provider import FromProvider, Unavailable

logger = logging.getLogger(__name__)

REFUSED = _("Your company did not let you in, or this sign-in is too old to be used. Please sign in again.")
UNAVAILABLE = _("Your company’s sign-on does not answer at the moment. Try again in a minute.")


def failure(request: HttpRequest, sentence: str | Promise) -> HttpResponse:
    """What somebody sees instead of being signed in; a 403 in every case, because the fault is none of this site's."""
    response = render(request, "account/company_failure.html", {"sentence": sentence}, status=403)
    response["Cache-Control"] = "no-store"
    return response


class _Told(View):
    """Turns what the provider does, and what a browser is made to send, into a page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Unavailable as error:
            logger.warning("Company sign-on is not available: %s", error)
            return failure(request, UNAVAILABLE)
        except SuspiciousOperation as error:
            logger.warning("A company sign-on was refused: %s", error)
            return failure(request, REFUSED)


class Begin(FromProvider, _Told, OIDCAuthenticationRequestView):  # type: ignore[misc] # the library is not typed
    """To the provider, with a state, a nonce and a code challenge that this session alone knows."""


class Callback(FromProvider, _Told, OIDCAuthenticationCallbackView):  # type: ignore[misc] # as above
    """Back from the provider. A link that somebody else made signs nobody in, and nobody out."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if request.GET.get("state") not in request.session.get("oidc_states", {}):
            raise SuspiciousOperation("The sign-in did not begin in this session, or was used before.")
        response: HttpResponseBase = super().get(request)
        return response

    def login_failure(self) -> HttpResponse:
        return failure(self.request, REFUSED)
