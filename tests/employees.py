"""The people of a company: they sign in by way of its OpenID provider, or bring a token of it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any, Self

import httpx2

from tests.openid_provider import Provider
from tests.people import Event, Person, parsed
from tests.site import Site


class Employee(Person):
    """Somebody with a browser, who is somebody at the provider too."""

    provider: Provider
    subject: str

    @classmethod
    def hired(cls, site: Site, provider: Provider) -> Self:
        person = cls(site, "employee")
        person.provider, person.subject = provider, f"subject-{secrets.token_hex(6)}"
        return person

    def return_(self, **how: Any) -> httpx2.Response:
        """Sign in by way of the provider, which behaves in some way; what the site says on the way back."""
        return self.http.get(self.way_back(**how))

    def way_back(self, *, begin: str = "/oidc/authenticate/", info: dict[str, Any] | None = None, **how: Any) -> str:
        """The address to which the provider sends them."""
        person = {"sub": self.subject, "preferred_username": "ada", "given_name": "Ada", **(info or {})}
        self.provider.be(**{"person": person, **how})
        there = self.http.get(begin)
        assert there.status_code == 302, there.text
        assert there.headers["location"].startswith(f"{self.provider.url}/authorize?")
        return str(self.provider.http.get(there.headers["location"]).headers["location"])

    def sign_in(self) -> None:
        assert self.return_().status_code == 302
        assert self.is_signed_in

    @property
    def is_signed_in(self) -> bool:
        return self.post({"type": "threads.list", "params": {}}).status_code == 200

    def user(self, what: str = "user.pk") -> str:
        """Something of their row."""
        return self.site.python(
            "from accounts.models import Identity",
            f"user = Identity.objects.get(subject={self.subject!r}).user",
            f"print({what})",
        )

    def token(self, **how: Any) -> str:
        return self.provider.token(**{"sub": self.subject, **how})

    def bring(
        self,
        token: str | None,
        operation: str = "threads.list",
        /,
        *,
        headers: dict[str, str] | None = None,
        **params: Any,
    ) -> httpx2.Response:
        """Send an operation to the door for tokens, with whatever cookies this browser has, and no CSRF token."""
        shown = {"Authorization": f"Bearer {token}"} if token is not None else {}
        content = json.dumps({"type": operation, "params": params})
        return self.http.post(
            "/chat/api/", content=content, headers={"Content-Type": "application/json", **shown, **(headers or {})}
        )

    def bring_events(self, token: str, operation: str, /, **params: Any) -> Iterator[Event]:
        """The same, for an operation that streams."""
        content = json.dumps({"type": operation, "params": params})
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        with self.http.stream("POST", "/chat/api/", content=content, headers=headers) as response:
            assert response.status_code == 200, response.read()
            self.answer = response.headers["chatkit-answer"]
            yield from parsed(response.iter_lines())
