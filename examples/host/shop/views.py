"""The pages of the shop."""

from django.shortcuts import get_object_or_404, render

from shop.models import Product


def products(request):
    return render(request, "shop/products.html", {"products": Product.objects.order_by("name")})


def product(request, product_id):
    return render(request, "shop/product.html", {"product": get_object_or_404(Product, pk=product_id)})
