"""The ASGI application: HTTP to Django, behind the probes and the gate that keeps bodies small; sockets to the chat.

What the first request would otherwise wait for is done when this is imported.
"""

import os
import sys

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django = get_asgi_application()

from chat import routing  # noqa: E402 - these need the settings that get_asgi_application() loads
from chat.gate import WireGate  # noqa: E402
from chat.probes import Probes  # noqa: E402
from chat.warming import Lifespan, warm  # noqa: E402
from config.telemetry import export_spans  # noqa: E402

sockets = URLRouter([path("chat/", URLRouter(routing.websocket_urlpatterns))])
application = ProtocolTypeRouter(
    {
        "http": Probes(WireGate(django)),
        "websocket": AllowedHostsOriginValidator(sockets),
        "lifespan": Lifespan(),
    }
)
export_spans()
warm()
# How long a thread that has read from the database waits for an event loop that writes word after word. Python's 5 ms,
# a dozen times in a request, made a second of a stop in a flood of words (tests/faults/test_stopping.py).
sys.setswitchinterval(0.001)
