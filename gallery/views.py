"""The gallery's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gallery.exhibits import EXHIBITS


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    return render(
        request, "gallery/gallery.html", {"exhibits": [exhibit for exhibit in EXHIBITS if exhibit.is_offered]}
    )
