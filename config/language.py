"""The language of a request, found without a thread: Django's middleware asks no database, but would take one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class Language(LocaleMiddleware):
    """Django's, on the event loop."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        self.process_request(request)
        response = await self.get_response(request)  # type: ignore[misc] # it is async where this is called
        return self.process_response(request, response)
