"""What the assistant may do in this shop."""

from chat import searchable, tool
from shop.models import Order, Product


@searchable(title="name", text="description", mention=True)
def products(asker):
    return Product.objects.all()


@tool
def list_orders(asker) -> list[str]:
    """The orders of the person that are not cancelled, newest first, each with its number."""
    return [str(order) for order in _open_orders(asker).order_by("-pk")[:20]]


@tool(needs_approval=True)
def cancel_order(asker, number: int) -> str:
    """Cancel an order of the person.

    Args:
        number: The number of the order, as list_orders tells it.
    """
    is_cancelled = _open_orders(asker).filter(pk=number).update(is_cancelled=True)
    return "It is cancelled." if is_cancelled else "There is no such order."


def facts(asker) -> dict:
    """What the assistant knows of the customer (CHATKIT["FACTS"])."""
    return {"customer_since": asker.user.date_joined, "open_orders": _open_orders(asker).count()}


def _open_orders(asker):
    return Order.objects.filter(customer_id=asker.user.pk, is_cancelled=False)
