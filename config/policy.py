"""The Content Security Policy of each page: nothing but this site, and OpenAI's component only where a chat may be."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from config import social

OPENAI = "https://cdn.platform.openai.com"
OPENAI_STYLE = "'sha256-G2shiuZXM1qoGNHm7OQ6u7Ye45SO8f8LKO17q0kfGvw='"
"""The one style sheet that OpenAI's script puts into the page."""
WITHOUT_CHAT = ("/accounts/", "/admin/", "/oidc/")
"""Where people type passwords, and where staff work, no script of anybody else's is ever let in."""
WITHOUT_TRUSTED_TYPES = ("/admin/",)  # Django's admin sets HTML itself

EVERYWHERE: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
    "object-src": [NONE],
}
WITH_OPENAI: dict[str, Any] = {
    "script-src": [OPENAI],
    "style-src": [OPENAI_STYLE],
    "img-src": [OPENAI],
    "font-src": [OPENAI],
    "connect-src": ["https://api.openai.com"],
    "frame-src": [OPENAI],
}
TRUSTED_TYPES: dict[str, Any] = {"require-trusted-types-for": ["'script'"], "trusted-types": ["chatkit-host"]}


class Policy(CSPMiddleware):
    """django-csp's, on the event loop, with what the path asks for."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        self.process_request(request)
        response = await self.get_response(request)  # type: ignore[misc] # it is async where this is called
        return self.process_response(request, response)

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 - the library's
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only:
            parts.update = {**(parts.update or {}), **_of(request.path_info)}
        return parts


def _of(path: str) -> dict[str, Any]:
    if settings.CHATKIT["UI"] != "builtin" and not path.startswith(WITHOUT_CHAT):
        # No Trusted Types: which policies OpenAI's script makes is its own affair, and changes.
        return WITH_OPENAI
    if path.startswith("/accounts/"):
        # Chromium holds a form to its page's policy also where the answer leads elsewhere.
        return {**TRUSTED_TYPES, "form-action": [social.ORIGINS[name] for name in settings.SOCIAL_SIGN_IN]}
    return {} if path.startswith(WITHOUT_TRUSTED_TYPES) else TRUSTED_TYPES
