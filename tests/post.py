"""The e-mail of a site that writes it into files, and people who join by way of it."""

from __future__ import annotations

import re
from email import message_from_string, policy
from email.message import EmailMessage

from tests.people import Person
from tests.site import Site

BETWEEN = f"\n{'-' * 79}\n"  # how Django's backend parts the messages of a file


def letters(site: Site, address: str) -> list[EmailMessage]:
    """What was written to an address, the newest last."""
    files = sorted((site.folder / "post").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    texts = [text for file in files for text in file.read_text().split(BETWEEN) if text.strip()]
    parsed = [message_from_string(text, _class=EmailMessage, policy=policy.default) for text in texts]
    return [letter for letter in parsed if letter["To"] == address]


def text_for(site: Site, address: str) -> str:
    """The newest letter to an address."""
    return str(letters(site, address)[-1].get_content())


def code_for(site: Site, address: str) -> str:
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", text_for(site, address), re.MULTILINE)
    assert found, text_for(site, address)
    return found[1]


def joined(site: Site, name: str) -> Person:
    """Somebody new, whose address is verified, signed in."""
    person = Person.signed_up(site, name)
    person.submit("/accounts/confirm-email/", {"code": code_for(site, person.email)})
    return person
