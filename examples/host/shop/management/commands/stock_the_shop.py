"""Something to sell, and alice, who has ordered some of it."""

from customers.models import Customer
from django.core.management import BaseCommand, call_command

from shop.models import Order, Product

GOODS = {
    "Teapot": ("A teapot of blue stoneware for four cups. It keeps tea warm for an hour.", "39.00"),
    "Kettle": ("An electric kettle of steel that holds one and a half litres and boils in four minutes.", "59.00"),
    "Tea towel": ("A tea towel of linen, washed soft. It dries glasses without a trace.", "12.50"),
}


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_):
        for name, (description, price) in GOODS.items():
            Product.objects.get_or_create(name=name, defaults={"description": description, "price": price})
        alice, is_new = Customer.objects.get_or_create(username="alice", defaults={"email": "alice@example.org"})
        if is_new:
            alice.set_password("alice")
            alice.save()
            Order.objects.create(customer=alice, product=Product.objects.get(name="Teapot"))
        call_command("rebuild_modelsearch_index", verbosity=0)
