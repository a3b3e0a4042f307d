"""Leaving: whoever is deleted is signed out everywhere."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from accounts.models import User


@receiver(pre_delete, sender=User)
def end_sessions(instance: User, **_: Any) -> None:
    """A session names its person until it expires, weeks after they are gone."""
    keys = UserSession.objects.filter(user=instance).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
