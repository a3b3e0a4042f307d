"""The pages of the documentation. They are public; the chat on them asks to sign in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from handbook.models import Article


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "handbook/home.html")


@login_not_required
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "handbook/article.html", {"article": get_object_or_404(Article, slug=slug)})
