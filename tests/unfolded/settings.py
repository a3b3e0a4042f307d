"""The tests' site with django-unfold, whose scripts want more than this project's policy allows."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["unfold", *INSTALLED_APPS, "tests.unfolded"]
MIDDLEWARE = [name for name in MIDDLEWARE if name != "config.policy.Policy"]
