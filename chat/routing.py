"""What an open page listens to, under wherever the site includes it."""

from django.urls import path

from chat.consumers import LiveConsumer
from chat.desk import DeskConsumer, QueueConsumer

websocket_urlpatterns = [
    path("live/", LiveConsumer.as_asgi()),
    path("live/desk/", DeskConsumer.as_asgi()),
    path("live/queue/", QueueConsumer.as_asgi()),
]
