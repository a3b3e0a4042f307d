"""Whoever is not welcome any more sees no more of a running answer, by either door, within twenty seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from tests.employees import Employee
from tests.listening import closed_with, listening
from tests.openid_provider import AUDIENCE, CLIENT, SECRET, Provider
from tests.organisations import asks_for, belongs, leaves
from tests.people import PASSWORD, Event, Person, message, script
from tests.site import Site

ANSWERING = script(words=150, pace=0.2)  # for thirty seconds
SHORT = script(words=40, pace=0.2)
LEEWAY = 30
SIGN_IN = "Please sign in to use the chat."
LOST = "You do not belong to this organisation any more. Choose another one at the top of the page."
MOVED = "You have moved to another account or organisation. Reload the page to go on there."


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Looks every second."""
    environment = {"TEST_CHATKIT": '{"WELCOME_SECONDS": 1}'}
    with Site(tmp_path_factory.mktemp("quick"), **environment) as running:
        yield running


@pytest.fixture
def alice(quick: Site) -> Person:
    """She asks for her organisation."""
    alice = Person.signed_up(quick, "alice")
    belongs(alice, "acme")
    asks_for(alice, "acme")
    return alice


def _signs_out(alice: Person) -> None:
    elsewhere = Person(alice.site, alice.name)
    elsewhere.http.cookies.update(alice.http.cookies)
    elsewhere.submit("/accounts/logout/", {})


def _is_deactivated(alice: Person) -> None:
    alice.site.python(f"User.objects.filter(username={alice.name!r}).update(is_active=False)")


def _changes_their_password(alice: Person) -> None:
    elsewhere = Person(alice.site, alice.name)
    elsewhere.sign_in()
    fields = {"oldpassword": PASSWORD, "password1": "another-horse", "password2": "another-horse"}
    elsewhere.submit("/accounts/password/change/", fields)


def _loses_their_organisation(alice: Person) -> None:
    leaves(alice, "acme")


def _asks_for_themselves(alice: Person) -> None:
    asks_for(alice, "")


ENDS = [
    (_signs_out, SIGN_IN),
    (_is_deactivated, SIGN_IN),
    (_changes_their_password, SIGN_IN),
    (_loses_their_organisation, LOST),
    (_asks_for_themselves, MOVED),
]


@pytest.mark.parametrize(("happens", "saying"), ENDS)
def test_a_running_answer_is_shown_no_further(happens: Callable[[Person], None], saying: str, alice: Person) -> None:
    events = alice.events("threads.create", input=message(ANSWERING))
    next(events)
    happens(alice)
    _ends(events, within=10, saying=saying)


@pytest.mark.parametrize("happens", [happens for happens, _ in ENDS])
def test_an_open_page_hears_no_more(happens: Callable[[Person], None], alice: Person) -> None:
    with listening(alice) as socket:
        happens(alice)
        assert closed_with(socket, seconds=10) == 4401


def test_neither_is_one_that_is_silent_or_followed(alice: Person) -> None:
    events = alice.events("threads.create", input=message(script(silence=30, words=2)))
    next(events)
    followed = alice.follow(alice.answer)
    next(followed)
    _signs_out(alice)
    _ends(events, within=10)
    _ends(followed, within=10)


def test_the_next_request_is_refused_at_once(alice: Person) -> None:
    events = alice.events("threads.create", input=message(ANSWERING))
    next(events)
    _signs_out(alice)
    refused = alice.http.get(f"/chat/answers/{alice.answer}/")
    assert (refused.status_code, refused.json()["code"]) == (401, "login_required")
    events.close()


def test_the_answer_itself_goes_on_and_is_there_when_they_come_back(alice: Person) -> None:
    events = alice.events("threads.create", input=message(SHORT))
    thread_id = next(events).data["thread"]["id"]
    _signs_out(alice)
    _ends(events, within=10)
    alice.sign_in()
    asks_for(alice, "acme")
    assert alice.settled(thread_id) == "finished"


def test_whoever_stays_welcome_sees_the_whole_of_it(alice: Person, quick: Site) -> None:
    bob = Person.signed_up(quick, "bob")
    events = alice.events("threads.create", input=message(SHORT))
    next(events)
    _signs_out(bob)
    _is_deactivated(bob)
    assert [event.type for event in events][-1] == "thread.item.done"


def test_twenty_seconds_are_enough_as_the_app_comes(site: Site) -> None:
    alice = Person.signed_up(site, "alice")
    events = alice.events("threads.create", input=message(script(silence=40, words=2)))
    next(events)
    _is_deactivated(alice)
    _ends(events, within=20)


def test_a_token_counts_as_long_as_it_is_valid_and_its_person_welcome(
    provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> None:
    environment = {
        "TEST_CHATKIT": '{"WELCOME_SECONDS": 1}',
        "OIDC_OP_ISSUER": provider.url,
        "OIDC_RP_CLIENT_ID": CLIENT,
        "OIDC_RP_CLIENT_SECRET": SECRET,
        "API_ISSUER": provider.url,
        "API_AUDIENCE": AUDIENCE,
        "API_JWKS_URL": f"{provider.url}/jwks",
    }
    with Site(tmp_path_factory.mktemp("quick-company"), **environment) as company:
        ada = Employee.hired(company, provider)
        ada.sign_in()
        long = ada.bring_events(ada.token(), "threads.create", input=message(SHORT))
        next(long)
        short = ada.bring_events(
            ada.token(exp=int(time.time()) - LEEWAY + 4), "threads.create", input=message(ANSWERING)
        )
        next(short)
        _ends(short, within=15, saying="This token is not valid here. Get a new one and try again.")
        assert [event.type for event in long][-1] == "thread.item.done"
        events = ada.bring_events(ada.token(), "threads.create", input=message(ANSWERING))
        next(events)
        company.python(f"User.objects.filter(pk={ada.user()!r}).update(is_active=False)")
        _ends(events, within=10, saying="This token is not valid here. Get a new one and try again.")


def _ends(events: Iterator[Event], *, within: float, saying: str = SIGN_IN) -> None:
    """The stream says why and stops, long before the answer is over."""
    began = time.monotonic()
    last = list(events)[-1]
    assert time.monotonic() - began < within
    assert last.data == {"type": "error", "code": "custom", "message": saying, "allow_retry": False}
