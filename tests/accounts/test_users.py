"""One address, one person."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_address_belongs_to_one_person_however_it_is_written() -> None:
    User.objects.create_user("alice", "Alice@example.org")
    with pytest.raises(IntegrityError):
        User.objects.create_user("bob", "aLICE@example.org")


def test_people_without_an_address_may_be_many() -> None:
    User.objects.create_user("alice")
    User.objects.create_user("bob")


def test_the_demo_sign_ins_are_made_once_and_never_in_production(settings: Settings) -> None:
    with pytest.raises(CommandError):
        call_command("demo_sign_ins")
    settings.DEBUG = True
    call_command("demo_sign_ins")
    User.objects.filter(username="visitor").update(first_name="Kept")
    call_command("demo_sign_ins")
    assert sorted(User.objects.values_list("username", "first_name", "is_staff")) == [
        ("staff", "", True),
        ("visitor", "Kept", False),
    ]


def test_the_demo_sign_ins_need_no_code_from_an_email(settings: Settings) -> None:
    settings.DEBUG = True
    call_command("demo_sign_ins")
    verified = EmailAddress.objects.filter(verified=True, primary=True)
    assert sorted(verified.values_list("user__username", "email")) == [
        ("staff", "staff@example.org"),
        ("visitor", "visitor@example.org"),
    ]
