"""The organisation for which somebody asks: `CHATKIT["TENANT"]`, and what the pages show of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
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
