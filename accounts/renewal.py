"""The clock of company sign-on: after a while the provider is asked whether somebody is still with the company."""

from __future__ import annotations

import time

from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from mozilla_django_oidc.middleware import SessionRefresh

from accounts.provider import FromProvider, Unavailable
from accounts.sign_on import UNAVAILABLE, failure
from chat.errors import SignInAgain

BACKEND = "accounts.oidc.CompanySignOn"


def unwelcome(request: HttpRequest) -> SignInAgain | None:
    """`CHATKIT["WELCOME"]`: what the chat says when the time is up, because its requests cannot be redirected."""
    session = request.session
    if session.get(BACKEND_SESSION_KEY) != BACKEND or session.get("oidc_id_token_expiration", 0) > time.time():
        return None
    return SignInAgain(login_url=reverse("oidc_authentication_init"))


class Renewal(FromProvider, SessionRefresh):  # type: ignore[misc] # the library is not typed
    """Sends a page's reader by way of the provider, unseen where they are still signed in there."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or any(pattern.match(request.path) for pattern in self.exempt_url_patterns):
            # Without a look at the session: a stream would keep the thread and the connection of that look.
            response: HttpResponseBase = await self.get_response(request)
            return response
        renewed: HttpResponseBase = await super().__acall__(request)
        return renewed

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:
        try:
            redirect: HttpResponseBase | None = super().process_request(request)
        except Unavailable:
            return failure(request, UNAVAILABLE)
        return redirect
