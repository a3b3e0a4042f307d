"""What is sold, and what was ordered."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from modelsearch import index


class Product(index.Indexed, models.Model):
    """Something that is sold."""

    name = models.CharField(max_length=100)
    description = models.TextField()
    price = models.DecimalField(max_digits=8, decimal_places=2)

    search_fields = [index.SearchField("name", boost=2), index.SearchField("description")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("product", args=[self.pk])


class Order(models.Model):
    """What a customer has ordered."""

    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    is_cancelled = models.BooleanField(default=False)

    def __str__(self):
        return f"Order {self.pk}: {self.product}"
