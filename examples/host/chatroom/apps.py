"""An app that was called `chat` before the assistant came."""

from django.apps import AppConfig


class ChatroomConfig(AppConfig):
    name = "chatroom"
    label = "chat"
