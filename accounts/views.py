"""The page from which people reach all that concerns their account."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.organisations import choose


@login_required
def account(request: HttpRequest) -> HttpResponse:
    state = {
        "has_second_factor": is_mfa_enabled(request.user),
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, "accounts/account.html", state)


@login_required
@require_POST
def organisation(request: HttpRequest) -> HttpResponse:
    """Ask for another organisation from now on, and see the same page again."""
    if not choose(request, request.POST.get("organisation", "")):
        raise Http404
    return redirect(get_next_redirect_url(request) or "accounts:account")
