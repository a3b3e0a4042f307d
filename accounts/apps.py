"""Who somebody is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        # They register themselves, when the settings and the models are there.
        from accounts import checks, deployment, leaving  # noqa: F401, PLC0415
