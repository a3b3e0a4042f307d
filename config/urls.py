"""Where each app hangs."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("handbook.urls")),
    path("gallery/", include("gallery.urls")),
    path("chat/", include("chat.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
