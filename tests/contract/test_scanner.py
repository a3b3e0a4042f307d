"""A scanner looks at each file before anybody else does; where it cannot be asked, nothing passes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests import clamd
from tests.people import Person
from tests.ports import free_port
from tests.site import Site
from tests.uploads import kept, send


def _site(folder: pytest.TempPathFactory, address: str) -> Site:
    rules = {"scanner": "chat.scanning.clamav", "clamd": address}
    return Site(folder.mktemp("scanned"), TEST_CHATKIT=json.dumps({"FILES": rules}))


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with clamd.running() as address, _site(tmp_path_factory, address) as site:
        yield site


def test_a_harmful_file_is_refused_and_not_kept(scanned: Site) -> None:
    alice, before = Person.signed_up(scanned, "alice"), kept(scanned)
    refused = send(alice, "notes.txt", b"Hello " + clamd.EICAR)
    assert (refused.status_code, refused.json()["code"]) == (422, "harmful")
    assert "Eicar" not in refused.text
    assert kept(scanned) == before
    state = scanned.python(f"print(Attachment.objects.get(owner__username='{alice.name}').state)")
    assert state == "refused"


def test_another_passes(scanned: Site) -> None:
    assert send(Person.signed_up(scanned, "alice"), "notes.txt", b"Hello").status_code == 200


def test_without_the_scanner_nothing_passes(tmp_path_factory: pytest.TempPathFactory) -> None:
    with _site(tmp_path_factory, f"127.0.0.1:{free_port()}") as site:
        refused = send(Person.signed_up(site, "alice"), "notes.txt", b"Hello")
        assert (refused.status_code, refused.json()["code"]) == (503, "outage")
        assert kept(site) == []
