"""Where each app hangs."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("handbook.urls")),
    path("gallery/", include("gallery.urls")),
    path("chat/", include("chat.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
if settings.HAS_COMPANY_SIGN_ON:
    urlpatterns.append(path("oidc/", include("mozilla_django_oidc.urls")))
