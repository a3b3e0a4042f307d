"""Every page says what it may load: this site, and OpenAI's component only where a chat may be."""

from __future__ import annotations

import pytest

from tests.people import Person
from tests.site import Site

OPENAI = "cdn.platform.openai.com"


def _policy(person: Person, path: str) -> str:
    return str(person.http.get(path, follow_redirects=True).headers["content-security-policy"])


@pytest.mark.parametrize("path", ["/", "/docs/quick-start/", "/gallery/", "/accounts/login/", "/admin/login/", "/no/"])
def test_nothing_is_allowed_that_is_not_named(path: str, nobody: Person) -> None:
    policy = _policy(nobody, path)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/gallery/", "/chat/"])
def test_openais_component_is_let_in_where_a_chat_is(path: str, demo: Site) -> None:
    visitor = Person.signed_up(demo, "visitor")
    assert f"frame-src https://{OPENAI}" in _policy(visitor, path)


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/admin/login/"])
def test_and_never_where_people_type_passwords(path: str, demo: Site) -> None:
    assert OPENAI not in _policy(Person(demo, "nobody"), path)


@pytest.mark.parametrize("path", ["/", "/chat/", "/accounts/password/change/"])
def test_the_built_in_component_needs_no_other_host_and_no_html(path: str, alice: Person) -> None:
    policy = _policy(alice, path)
    assert "https:" not in policy
    assert "require-trusted-types-for 'script'" in policy
