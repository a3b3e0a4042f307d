"""What customers say to each other."""

from django.conf import settings
from django.db import models


class Message(models.Model):
    """One message."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()

    def __str__(self):
        return self.text[:40]
