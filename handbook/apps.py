"""This project's documentation as pages of the site, so that the assistant has something real to answer about."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    name = "handbook"
