"""A site with a language model, which the tests play themselves, and a look at what it was given."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests import openid_provider, responses_api
from tests.employees import Employee
from tests.openid_provider import Provider
from tests.people import Person
from tests.responses_api import ResponsesApi
from tests.site import Site

KEYED = {
    "FACTS": "tests.hooks.facts",
    "TENANT": "tests.hooks.tenant",
    "HISTORY_TOKENS": 2000,
    "MODELS": [{"id": "gpt-test", "label": "Test"}, {"id": "gpt-other", "label": "Other"}],
    "PRICES": [{"model": "gpt-test", "input": 2, "cached": 0.5, "output": 8}],
    "COMPOSER_TOOLS": [{"id": name, "label": name, "icon": "bolt"} for name in ("draw_picture", "staff_only")],
    "IMAGES": True,
}


@pytest.fixture(scope="session")
def api() -> Iterator[ResponsesApi]:
    with responses_api.running() as running:
        yield running


@pytest.fixture(scope="session")
def keyed(api: ResponsesApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": api.url, "CHATKIT_MODEL": "gpt-test"}
    folder = tmp_path_factory.mktemp("keyed")
    with Site(folder, TEST_REAL_MODEL="1", TEST_CHATKIT=json.dumps(KEYED), **environment) as running:
        yield running


@pytest.fixture
def asker(keyed: Site, api: ResponsesApi) -> Person:
    """Somebody on that site; nothing has been asked of the model yet."""
    api.requests.clear()
    api.headers.clear()
    return Person.signed_up(keyed, "asker")


@pytest.fixture
def visitor(demo: Site) -> Person:
    """Somebody on the site without a language model."""
    return Person.signed_up(demo, "visitor")


@pytest.fixture(scope="session")
def _provider() -> Iterator[Provider]:
    with openid_provider.running() as running:
        yield running


@pytest.fixture
def provider(_provider: Provider) -> Provider:
    """The company's OpenID provider, as it should be."""
    _provider.be()
    return _provider


@pytest.fixture(scope="session")
def company(_provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site where people sign in with their company, and which takes its tokens."""
    folder = tmp_path_factory.mktemp("company")
    environment = {
        "SCRIPT_LOG": str(folder / "script"),
        "OIDC_OP_ISSUER": _provider.url,
        "OIDC_RP_CLIENT_ID": openid_provider.CLIENT,
        "OIDC_RP_CLIENT_SECRET": openid_provider.SECRET,
        "API_ISSUER": _provider.url,
        "API_AUDIENCE": openid_provider.AUDIENCE,
        "API_JWKS_URL": f"{_provider.url}/jwks",
        "API_TOKEN_COOKIE": "api_token",
        "TEST_API_KEYS": '{"cooldown_duration": 2}',
    }
    with Site(folder, **environment) as running:
        yield running


@pytest.fixture
def employee(company: Site, provider: Provider) -> Employee:
    """Somebody of the company, who is signed in there and has not been here."""
    return Employee.hired(company, provider)
