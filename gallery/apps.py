"""One page that shows all that the chat can show, with tools to try it on. No host site needs it."""

from django.apps import AppConfig


class GalleryConfig(AppConfig):
    name = "gallery"
