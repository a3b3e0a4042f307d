"""The documentation: articles, one a Markdown file, and their sections, which the assistant searches."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from modelsearch import index


class Article(models.Model):
    """One file of `docs/`."""

    slug = models.CharField(max_length=100, unique=True)
    title = models.CharField(max_length=200)
    html = models.TextField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("handbook:article", args=[self.slug])

    @property
    def is_decision(self) -> bool:
        return self.slug.startswith("decisions/")


class Section(index.Indexed, models.Model):  # type: ignore[misc] # modelsearch is not typed
    """What stands under one heading of an article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sections")
    anchor = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    text = models.TextField()

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
    ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#{self.anchor}"
