"""What second factors are made of is encrypted, and opens with the site's secret or one that it had before."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from cryptography.fernet import InvalidToken
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return User.objects.create_user("alice", "alice@example.org")


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_row_tells_nothing(alice: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    codes = RecoveryCodes.activate(alice)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not [code for code in codes.get_unused_codes() if code in kept]


def test_a_new_secret_of_the_site_opens_what_the_old_one_closed(alice: User, settings: Settings) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    settings.SECRET_KEY_FALLBACKS = [before]
    factor = Authenticator.objects.get(user=alice).wrap()
    assert factor.validate_code(_code(secret))


def test_whoever_has_the_database_alone_has_nothing(alice: User, settings: Settings) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
    with pytest.raises(InvalidToken):
        Authenticator.objects.get(user=alice).wrap().validate_code(_code(secret))
