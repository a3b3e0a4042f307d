"""The organisation for which somebody asks, those that staff look after, and what the pages show of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, User
from chat.errors import Refusal

CHOSEN = "organisation"
"""The key of the session under which the id of the chosen organisation stands; none is the person's own space."""
HEADER = "Organisation"
"""The header in which a front end without a session names one, by its slug."""


class NotAMember(Refusal):
    status, code, message = (
        403,
        "not_a_member",
        _("You do not belong to this organisation any more. Choose another one at the top of the page."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the switch at the top of a page offers."""

    memberships: list[Membership]
    current: Membership | None
    is_lost: bool
    """Whether the person is no member of the chosen organisation any more."""


def tenant(request: HttpRequest) -> str:
    """The id of the organisation for which a request asks, or nothing. Raises `NotAMember`."""
    if slug := request.headers.get(HEADER, ""):
        wanted = {"organisation__slug": slug}
    elif chosen := request.session.get(CHOSEN):
        wanted = {"organisation": chosen}
    else:
        return ""
    membership = Membership.objects.current().filter(user=request.user.pk, **wanted).first()
    if membership is None:
        raise NotAMember
    return str(membership.organisation_id)


def looked_after(user: User) -> list[str] | None:
    """The ids of the organisations that a staff member looks after: `CHATKIT["STAFF_TENANTS"]`. None is everybody's."""
    if user.has_perm("accounts.see_every_organisation"):
        return None
    mine = Membership.objects.current().filter(user=user.pk, role=Membership.Role.STAFF)
    return [str(membership.organisation_id) for membership in mine]


def names(tenants: Collection[str]) -> dict[str, str]:
    """What organisations are called, by their ids: `CHATKIT["TENANT_NAMES"]`."""
    return {str(one.pk): one.name for one in Organisation.objects.filter(pk__in=tenants)}


def choose(request: HttpRequest, slug: str) -> bool:
    """Ask for an organisation from now on, or, without a slug, for oneself; whether the person may."""
    if not slug:
        request.session.pop(CHOSEN, None)
        return True
    membership = Membership.objects.current().filter(user=request.user.pk, organisation__slug=slug).first()
    if membership:
        request.session[CHOSEN] = membership.organisation_id
    return membership is not None


def organisations(request: HttpRequest) -> dict[str, Any]:
    """For the templates: `organisations`, a `Choice`, which asks the database only where a page shows it."""
    return {"organisations": SimpleLazyObject(lambda: _choice(request))}


def _choice(request: HttpRequest) -> Choice:
    memberships = list(Membership.objects.current().filter(user=request.user.pk))
    chosen = request.session.get(CHOSEN)
    current = next((one for one in memberships if one.organisation_id == chosen), None)
    return Choice(memberships=memberships, current=current, is_lost=bool(chosen) and current is None)
