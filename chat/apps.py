"""The pluggable app. A host site sees it as `chatkit`: tables, template tags, static files, URL names."""

import logging

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"
    label = "chatkit"
    verbose_name = _("Chat")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from chat import checks, deployment, faults  # noqa: F401, PLC0415 - the system checks register themselves
        from chat.privacy import deletion  # noqa: F401, PLC0415 - and so do its receivers

        logging.getLogger("chatkit").addFilter(faults.Discreet())

        autodiscover_modules("chatkit_tools")
