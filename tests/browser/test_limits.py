"""A person sees what is left of their day before it is used up, and in the chat when it is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import signed_in
from tests.people import Person
from tests.site import Site


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    chatkit = json.dumps({"LIMITS": {"tokens": 1000, "reserved": 100}})
    with Site(tmp_path_factory.mktemp("limited"), TEST_CHATKIT=chatkit) as running:
        yield running


def _spend(site: Site, person: Person, tokens: int) -> None:
    site.python(
        "from chat.limits import today",
        f"user = User.objects.get(username={person.name!r})",
        f"known = {{'subject': f'person/{{user.pk}}', 'day': today(), 'tokens_used': {tokens}}}",
        "Allowance.objects.update_or_create(user=user, defaults=known)",
    )


def test_what_is_left_is_said_when_it_is_little(limited: Site, page: Page) -> None:
    alice = signed_in(page, Person.signed_up(limited, "alice"))
    _spend(limited, alice, 100)
    page.goto(f"{limited.url}/chat/")
    chat = Chat(page)
    chat.ask("Hello")
    expect(chat.answers.last).to_contain_text("You said: Hello")
    expect(page.get_by_text("left of what there is for today")).to_have_count(0)
    _spend(limited, alice, 850)
    chat.ask("And again")
    expect(page.get_by_text("You have 15% left of what there is for today. It renews at")).to_be_visible()
    _spend(limited, alice, 1000)
    chat.send("Once more")
    expect(page.get_by_text("You have used what there is for today. It renews in")).to_be_visible()
    expect(chat.composer).to_have_value("Once more")
