"""Django's CSRF check, answering in JSON."""

from __future__ import annotations

import copy

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from chat.errors import Forged


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        raise Forged


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_check = _Check(_no_view)


def check(request: HttpRequest) -> None:
    """Raise `Forged` unless the request carries the token, in the header or a short form, and is of a trusted origin.

    A view that calls this is exempt from the middleware, which would refuse with an HTML page.
    """
    if request.content_type == "multipart/form-data":
        # The middleware would read a file whole to look for the token in its form, before it refuses.
        request = copy.copy(request)
        request.method = "PUT"
    _check.process_request(request)
    _check.process_view(request, _no_view, (), {})
