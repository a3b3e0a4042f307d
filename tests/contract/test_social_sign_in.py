"""Somebody with an account elsewhere is known by that provider's id for them, and never by an address."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests import github
from tests.github import GitHub
from tests.people import Person
from tests.site import Site

_ids = itertools.count(1001)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[GitHub]:
    with github.running() as running:
        yield running


@pytest.fixture(scope="module")
def social(elsewhere: GitHub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    environment = {
        "SOCIAL_SIGN_IN": "github",
        "GITHUB_CLIENT_ID": "our-id",
        "GITHUB_CLIENT_SECRET": github.SECRET,
        "TEST_GITHUB_URL": elsewhere.url,
    }
    with Site(tmp_path_factory.mktemp("social"), **environment) as site:
        yield site


@pytest.fixture
def octo(elsewhere: GitHub, social: Site) -> Person:
    """Somebody who is signed in there, and new here."""
    number = next(_ids)
    address = f"octo{number}@example.org"
    elsewhere.status = 200
    elsewhere.person = {"id": number, "login": f"octo{number}", "name": "Octo", "email": address}
    elsewhere.addresses = [{"email": address, "primary": True, "verified": True}]
    return Person(social, f"octo{number}")


def _asks(person: Person) -> str:
    """The address there to which they are sent."""
    return str(person.submit("/accounts/github/login/", {}).headers["location"])


def _is_signed_in(person: Person) -> bool:
    return person.post({"type": "threads.list", "params": {}}).status_code == 200


def test_somebody_new_has_an_account_and_the_same_one_next_time(octo: Person, elsewhere: GitHub) -> None:
    back = octo.http.get(elsewhere.agrees(_asks(octo)))
    assert (back.status_code, _is_signed_in(octo)) == (302, True)
    thread = octo.thread()
    again = Person(octo.site, octo.name)
    again.http.get(elsewhere.agrees(_asks(again)))
    assert [one["id"] for one in again.call("threads.list")["data"]] == [thread]


def test_whoever_declines_is_not_signed_in_and_sees_a_page(octo: Person, elsewhere: GitHub) -> None:
    back = octo.http.get(elsewhere.declines(_asks(octo)), follow_redirects=True)
    assert (back.status_code, _is_signed_in(octo)) == (200, False)
    assert "<h1" in back.text


@pytest.mark.parametrize("forged", ["state=forged&code=x", "code=x", "", "error=server_error", "state=%00&code=%00"])
def test_a_link_that_somebody_made_up_signs_nobody_in(forged: str, octo: Person, elsewhere: GitHub) -> None:
    _asks(octo)
    back = octo.http.get(f"/accounts/github/login/callback/?{forged}", follow_redirects=True)
    assert (back.status_code < 500, _is_signed_in(octo)) == (True, False)


def test_a_sign_in_of_another_browser_is_refused(octo: Person, elsewhere: GitHub) -> None:
    link = elsewhere.agrees(_asks(octo))
    victim = Person(octo.site, "victim")
    _asks(victim)
    assert victim.http.get(link, follow_redirects=True).status_code < 500
    assert not _is_signed_in(victim)


def test_a_code_counts_once(octo: Person, elsewhere: GitHub) -> None:
    link = elsewhere.agrees(_asks(octo))
    octo.http.get(link)
    octo.http.cookies.clear()
    assert octo.http.get(link, follow_redirects=True).status_code < 500
    assert not _is_signed_in(octo)


@pytest.mark.parametrize("verified", ["verified", ""])
def test_the_address_of_somebody_here_opens_nothing_of_theirs(
    verified: str, octo: Person, elsewhere: GitHub, social: Site
) -> None:
    alice = Person.signed_up(social, "alice")
    alice.thread("A secret of mine")
    elsewhere.person["email"] = alice.email
    elsewhere.addresses = [{"email": alice.email, "primary": True, "verified": bool(verified)}]
    octo.http.get(elsewhere.agrees(_asks(octo)))
    assert not _is_signed_in(octo) or octo.call("threads.list")["data"] == []
    known = social.python(
        "from allauth.socialaccount.models import SocialAccount",
        f"print(SocialAccount.objects.filter(user__username='{alice.name}').count())",
    )
    assert known == "0"


def test_a_provider_that_is_broken_is_a_page(octo: Person, elsewhere: GitHub) -> None:
    link = elsewhere.agrees(_asks(octo))
    elsewhere.status = 500
    back = octo.http.get(link, follow_redirects=True)
    assert (back.status_code < 500, _is_signed_in(octo)) == (True, False)
