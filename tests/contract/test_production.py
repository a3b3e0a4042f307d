"""The site with the settings of production, behind a proxy that speaks https to people."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from tests.people import PASSWORD
from tests.site import Site

TOKEN = "a" * 32
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "ALLOWED_HOSTS": "127.0.0.1", "DEBUG": ""}
BY_HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("production"), TRUSTED_PROXY_COUNT="1", **SETTINGS) as site:
        yield site


def test_whoever_comes_by_http_is_sent_on(production: Site) -> None:
    answer = httpx2.get(f"{production.url}/chat/")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{production.url}/chat/".replace("http", "https"))


def test_a_proxy_is_believed_only_where_there_is_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Site(tmp_path_factory.mktemp("alone"), **SETTINGS) as alone:
        assert httpx2.get(f"{alone.url}/chat/", headers=BY_HTTPS).status_code == 301


def test_every_answer_has_the_headers(production: Site) -> None:
    for path, status in {"/chat/": 302, "/chat/entities/": 401}.items():
        answer = httpx2.get(production.url + path, headers=BY_HTTPS)
        assert answer.status_code == status, path
        assert answer.headers["strict-transport-security"] == "max-age=2592000"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_cookies_are_this_hosts_alone_and_over_https(production: Site) -> None:
    production.python(
        "from allauth.account.models import EmailAddress",
        f"alice = User.objects.create_user('alice', 'alice@example.org', {PASSWORD!r})",
        "EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)",
    )
    origin = production.url.replace("http", "https")
    headers = {**BY_HTTPS, "Cookie": f"__Host-csrf={TOKEN}", "Origin": origin, "Referer": f"{origin}/accounts/login/"}
    fields = {"login": "alice", "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}
    answer = httpx2.post(f"{production.url}/accounts/login/", data=fields, headers=headers)
    assert answer.status_code == 302, answer.text
    cookies = answer.headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("__Host-session="))
    csrf = next(cookie for cookie in cookies if cookie.startswith("__Host-csrf="))
    for cookie in (session, csrf):
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert {"secure", "samesite=lax", "path=/"} <= parts
        assert not [part for part in parts if part.startswith("domain")]
    assert "HttpOnly" in session
