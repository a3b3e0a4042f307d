"""The ASGI application: HTTP to Django, behind the gate that keeps bodies small."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django = get_asgi_application()

from chat.gate import WireGate  # noqa: E402 - needs the settings that get_asgi_application() loads

application = ProtocolTypeRouter({"http": WireGate(django)})
