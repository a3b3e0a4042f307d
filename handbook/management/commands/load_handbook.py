"""Read the Markdown files of `docs/` into the site's pages and fill the search index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from handbook.markdown import Heading, render
from handbook.models import Article, Section

FIRST = [
    "quick-start",
    "plugging-in",
    "api",
    "testing",
    "assistant",
    "tools",
    "ui",
    "tour",
    "settings",
    "security",
    "deployment",
    "upgrading",
    "reliability",
    "performance",
]
"""The articles in the order in which a newcomer reads them; the others follow by name."""


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        docs = Path(settings.BASE_DIR) / "docs"
        slugs = sorted((_slug(path, docs) for path in docs.rglob("*.md")), key=_place)
        with transaction.atomic():
            Article.objects.exclude(slug__in=slugs).delete()
            for place, slug in enumerate(slugs):
                _load(slug, docs, place)
        call_command("rebuild_modelsearch_index", verbosity=0)
        self.stdout.write(f"{len(slugs)} pages of documentation, {Section.objects.count()} sections to search.")


def _slug(path: Path, docs: Path) -> str:
    return path.relative_to(docs).with_suffix("").as_posix()


def _place(slug: str) -> tuple[bool, int, str]:
    return "/" in slug, FIRST.index(slug) if slug in FIRST else len(FIRST), slug


def _load(slug: str, docs: Path, place: int) -> None:
    page = render((docs / f"{slug}.md").read_text(), folder=slug.rpartition("/")[0])
    article, _ = Article.objects.update_or_create(
        slug=slug, defaults={"title": page.title, "html": page.html, "place": place}
    )
    article.sections.all().delete()
    Section.objects.bulk_create(
        Section(article=article, anchor=heading.anchor, title=_title(page.title, heading), text=heading.text)
        for heading in page.headings
        if heading.text
    )


def _title(article: str, heading: Heading) -> str:
    return article if heading.level == 1 else f"{article} › {heading.title}"
