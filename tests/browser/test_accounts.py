"""People join, sign in in every way there is, and look after their account, in a real browser."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints_in_light_and_dark
from tests.browser.conftest import sign_in_by_form
from tests.people import PASSWORD, Person
from tests.post import code_for, joined, text_for
from tests.site import Site


def totp(secret: str, step: int = 0) -> str:
    """The code that an authenticator app shows (RFC 6238), or will show some steps later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


@pytest.fixture
def member(verifying: Site) -> Person:
    """Somebody who joined, and has not opened the browser yet."""
    return joined(verifying, "member")


def _button(page: Page, name: str) -> None:
    page.wait_for_load_state()  # a button may have a script behind it
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def _sign_in(page: Page, person: Person, url: str = "") -> None:
    page.goto(f"{url or person.site.url}/accounts/login/?next=/accounts/")
    sign_in_by_form(page, person)


def _sign_out(page: Page) -> None:
    page.get_by_role("navigation", name="Site").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("navigation", name="Site").get_by_role("link", name="Sign in")).to_be_visible()


def _confirm(page: Page) -> None:
    """Show once more who one is, as what guards the account asks."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_label("Password").fill(PASSWORD)
    _button(page, "Confirm")


def _expect_signed_in(page: Page, person: Person) -> None:
    expect(page.get_by_role("navigation", name="Site").get_by_role("link", name=person.name)).to_be_visible()


def _open_sign_up(page: Page, site: Site, name: str) -> Person:
    person = Person(site, f"{name}-{time.monotonic_ns()}")
    page.goto(f"{site.url}/docs/settings/")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Sign in").click()
    page.get_by_role("main").get_by_role("link", name="sign up").click()
    page.get_by_label("Email", exact=True).fill(person.email)
    page.get_by_label("Username", exact=True).fill(person.name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    _button(page, "Sign up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code from our email")
    return person


def test_the_code_from_the_email_lets_somebody_in_and_back_to_where_they_were(page: Page, verifying: Site) -> None:
    person = _open_sign_up(page, verifying, "new")
    page.get_by_label("Code").fill(code_for(verifying, person.email))
    _button(page, "Confirm")
    expect(page).to_have_url(f"{verifying.url}/docs/settings/")
    _expect_signed_in(page, person)


def test_a_wrong_code_lets_nobody_in_and_a_new_one_can_be_had(page: Page, verifying: Site) -> None:
    person = _open_sign_up(page, verifying, "hasty")
    old = code_for(verifying, person.email)
    page.get_by_label("Code").fill("AAA-AAA")
    _button(page, "Confirm")
    expect(page.locator("#id_code_error")).to_contain_text("Incorrect code")
    _button(page, "Request new code")
    expect(page.get_by_label("Code")).to_have_value("")
    new = code_for(verifying, person.email)
    assert new != old
    page.get_by_label("Code").fill(new)
    _button(page, "Confirm")
    _expect_signed_in(page, person)


def test_a_forgotten_password_is_replaced_by_way_of_the_email(page: Page, member: Person) -> None:
    page.goto(f"{member.site.url}/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill(member.email)
    _button(page, "Reset my password")
    expect(page.get_by_role("main")).to_contain_text("We have sent you an email")
    link = re.search(r"http://\S+/password/reset/key/\S+", text_for(member.site, member.email))
    assert link
    page.goto(link[0])
    page.get_by_label("New password", exact=True).fill("another-horse-battery")
    page.get_by_label("New password (again)").fill("another-horse-battery")
    _button(page, "Change password")
    page.goto(f"{member.site.url}/accounts/login/")
    page.get_by_label("Username or email").fill(member.email)
    page.get_by_label("Password").fill("another-horse-battery")
    _button(page, "Sign in")
    _expect_signed_in(page, member)
    assert member.post({"type": "threads.list", "params": {}}).status_code == 401  # the old sessions are over


def test_a_password_is_changed_and_the_other_browsers_are_out(page: Page, member: Person) -> None:
    _sign_in(page, member)
    page.get_by_role("link", name="Password").click()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill("another-horse-battery")
    page.get_by_label("New password (again)").fill("another-horse-battery")
    _button(page, "Change password")
    expect(page.get_by_role("status")).to_contain_text("Password successfully changed")
    _expect_signed_in(page, member)
    assert member.post({"type": "threads.list", "params": {}}).status_code == 401


def _plug_in(page: Page, *, verifies: bool = True) -> None:
    """Give the browser a passkey's authenticator."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _add_passkey(page: Page, person: Person, *, alone: bool) -> None:
    # Browsers know no passkeys of bare numbers.
    _sign_in(page, person, person.site.url.replace("127.0.0.1", "localhost"))
    page.get_by_role("link", name="Passkeys and second factor").click()
    page.get_by_role("link", name="Add a passkey").click()
    _confirm(page)
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("It signs me in without my password").set_checked(alone)
    _button(page, "Add")
    expect(page.get_by_role("status")).to_contain_text("Passkey added")


def test_a_passkey_signs_in_by_itself(page: Page, member: Person) -> None:
    _plug_in(page)
    _add_passkey(page, member, alone=True)
    _sign_out(page)
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Sign in").click()
    _button(page, "Sign in with a passkey")
    _expect_signed_in(page, member)


def test_a_passkey_is_asked_for_after_the_password(page: Page, member: Person) -> None:
    _plug_in(page)
    _add_passkey(page, member, alone=False)
    _sign_out(page)
    _sign_in(page, member, member.site.url.replace("127.0.0.1", "localhost"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-factor authentication")
    _button(page, "Use a passkey")
    _expect_signed_in(page, member)


def test_a_passkey_that_fails_is_said(page: Page, verifying: Site) -> None:
    _plug_in(page, verifies=False)
    page.goto(f"{verifying.url.replace('127.0.0.1', 'localhost')}/accounts/login/")
    _button(page, "Sign in with a passkey")
    expect(page.get_by_role("alert")).to_contain_text("That did not work")


def _set_up_app(page: Page, person: Person) -> tuple[str, list[str]]:
    """Set up an authenticator app; its secret and the recovery codes."""
    _sign_in(page, person)
    page.get_by_role("link", name="Passkeys and second factor").click()
    page.get_by_role("link", name="Set up an app").click()
    _confirm(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill(totp(secret))
    _button(page, "Activate")
    expect(page.get_by_label("Unused codes")).to_be_visible()
    codes = page.get_by_label("Unused codes").input_value().split()
    assert len(codes) == 10
    _sign_out(page)
    return secret, codes


def test_the_app_and_each_recovery_code_once_are_a_second_factor(page: Page, member: Person) -> None:
    secret, codes = _set_up_app(page, member)
    for code, is_right in (
        ("000000", False),
        (totp(secret, step=1), True),
        (codes[0], True),
        (codes[0], False),
    ):
        _sign_in(page, member)
        page.get_by_label("Code").fill(code)
        _button(page, "Sign in")
        if is_right:
            _expect_signed_in(page, member)
            _sign_out(page)
        else:
            expect(page.locator("#id_code_error")).to_contain_text("Incorrect code")
            _button(page, "Cancel")


def test_another_browsers_session_is_ended_from_the_list(page: Page, member: Person) -> None:
    assert member.call("threads.list")["data"] == []
    _sign_in(page, member)
    page.get_by_role("link", name="Sessions").click()
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("listitem").filter(has_text="This one")).to_contain_text("Chrome")
    _button(page, "Sign out everywhere else")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)
    assert member.post({"type": "threads.list", "params": {}}).status_code == 401
    _expect_signed_in(page, member)


def test_a_new_address_counts_when_it_is_verified(page: Page, member: Person) -> None:
    _sign_in(page, member)
    page.get_by_role("link", name="Email address").click()
    page.get_by_label("New email address").fill(f"new-{member.email}")
    _button(page, "Change")
    page.get_by_label("Code").fill(code_for(member.site, f"new-{member.email}"))
    _button(page, "Confirm")
    page.goto(f"{member.site.url}/accounts/")
    expect(page.get_by_role("main")).to_contain_text(f"new-{member.email}")


SIGNED_OUT = ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/x-y/", "inactive/"]
SIGNED_IN = [
    "",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "reauthenticate/",
    "sessions/",
    "logout/",
]
SECURED = [
    "",
    "2fa/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/reauthenticate/",
]


def _sound(page: Page, url: str) -> None:
    """Nothing is amiss on a page, and a phone shows it without scrolling sideways."""
    response = page.goto(url)
    assert response
    assert (response.status, page.url) == (200, url)
    assert complaints_in_light_and_dark(page) == [], url
    assert page.evaluate("document.documentElement.scrollWidth") <= 375, url


def test_every_page_is_for_everybody(page: Page, member: Person) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    accounts = f"{member.site.url}/accounts/"
    for path in SIGNED_OUT:
        _sound(page, accounts + path)
    _open_sign_up(page, member.site, "reader")
    _sound(page, page.url)
    _button(page, "Cancel")
    _sign_in(page, member)
    page.goto(f"{accounts}2fa/totp/activate/")
    _sound(page, page.url)
    _confirm(page)
    for path in SIGNED_IN:
        _sound(page, accounts + path)
    _sign_out(page)
    secret, _ = _set_up_app(page, member)
    _sign_in(page, member)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-factor authentication")
    _sound(page, page.url)
    page.get_by_label("Code").fill(totp(secret, step=1))
    _button(page, "Sign in")
    page.get_by_role("link", name="Passkeys and second factor").click()
    page.get_by_role("link", name="See your codes").click()
    _confirm(page)
    for path in SECURED:
        _sound(page, accounts + path)
