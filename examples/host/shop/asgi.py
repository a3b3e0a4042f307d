"""The chat, which streams."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django = get_asgi_application()

from chat.gate import WireGate  # noqa: E402 - they need the settings
from chat.warming import warm  # noqa: E402

application = WireGate(django)
warm()
