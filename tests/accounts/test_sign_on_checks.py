"""A sign-on that would be open, or wait for ever, is said when the site starts."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from accounts.checks import check_company_sign_on


def test_this_sites_settings_are_sound(settings: Settings) -> None:
    settings.HAS_COMPANY_SIGN_ON = True
    assert check_company_sign_on() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_USE_PKCE", False),
        ("OIDC_USE_NONCE", False),
        ("OIDC_TIMEOUT", None),
        ("OIDC_TIMEOUT", 3600),
        ("OIDC_RP_SIGN_ALGO", "HS256"),
    ],
)
def test_one_that_is_not_is_named(name: str, value: Any, settings: Settings) -> None:
    setattr(settings, name, value)
    assert check_company_sign_on() == []  # nobody signs on with a company here
    settings.HAS_COMPANY_SIGN_ON = True
    assert [found.id for found in check_company_sign_on()] == ["accounts.E001"]


def test_what_is_not_set_is_the_librarys_own(settings: Settings) -> None:
    settings.HAS_COMPANY_SIGN_ON = True
    del settings.OIDC_USE_PKCE
    assert [found.id for found in check_company_sign_on()] == ["accounts.E001"]
