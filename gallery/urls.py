"""Where the gallery is."""

from django.urls import path

from gallery import views

app_name = "gallery"
urlpatterns = [path("", views.gallery, name="gallery")]
