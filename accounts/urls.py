"""Where people look after their account; the pages behind it are django-allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.account, name="account"),
    path("organisation/", views.organisation, name="organisation"),
]
