"""Notes: something that a tool may write, once its person approves."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A line that somebody wanted to keep."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    text = models.CharField(max_length=500)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.text
