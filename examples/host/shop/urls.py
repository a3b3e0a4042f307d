"""The shop, and the chat under an address of its own."""

from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.urls import include, path

from shop.views import product, products

urlpatterns = [
    path("", products, name="products"),
    path("products/<int:product_id>/", product, name="product"),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
    path("admin/", admin.site.urls),
    path("help/assistant/", include("chat.urls")),  # the chat
]
