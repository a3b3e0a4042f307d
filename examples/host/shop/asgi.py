"""The chat, which streams."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django = get_asgi_application()

from chat import WireGate, warm  # noqa: E402 - they need the settings

application = WireGate(django)
warm()
