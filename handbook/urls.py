"""Where the documentation is."""

from django.urls import path

from handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.home, name="home"),
    path("docs/<path:slug>/", views.article, name="article"),
]
