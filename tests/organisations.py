"""Organisations of the tests' site: who belongs to one, and who asks for one."""

from __future__ import annotations

from tests.people import Person
from tests.site import Site


def belongs(person: Person, slug: str, role: str = "member") -> None:
    belonging(person.site, person.name, slug, role)


def belonging(site: Site, username: str, slug: str, role: str = "member") -> None:
    site.python(
        "from accounts.models import Membership, Organisation",
        f"made, _ = Organisation.objects.get_or_create(slug='{slug}', defaults={{'name': '{slug.title()}'}})",
        f"Membership.objects.create(user=User.objects.get(username='{username}'), organisation=made, role='{role}')",
    )


def leaves(person: Person, slug: str) -> None:
    person.site.python(
        "from accounts.models import Membership",
        f"Membership.objects.get(user__username='{person.name}', organisation__slug='{slug}').delete()",
    )


def asks_for(person: Person, slug: str) -> int:
    """Choose an organisation at the top of the page; the answer's status."""
    fields = {"organisation": slug, "next": "/chat/", "csrfmiddlewaretoken": person.http.cookies["csrftoken"]}
    headers = {"Referer": person.site.url}
    return person.http.post("/accounts/organisation/", data=fields, headers=headers).status_code
