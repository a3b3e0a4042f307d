"""Customers, by UUID."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class Customer(AbstractUser):
    """Whoever shops."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
