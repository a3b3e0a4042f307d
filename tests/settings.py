"""The site as the tests run it: the same, with quick passwords, a scripted model and no limit on signing in."""

import json
import os
from pathlib import Path
from tempfile import gettempdir

os.environ.setdefault("SECRET_KEY", "for tests only")

from config.settings import *  # noqa: F403
from config.settings import API_KEYS, CHATKIT, DATABASES, INSTALLED_APPS, SOCIALACCOUNT_PROVIDERS, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("TEST_EMAIL_VERIFICATION", "none")
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION == "mandatory"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False
ROOT_URLCONF = "tests.urls"
INSTALLED_APPS += ["tests"]  # its chatkit_tools.py
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if "bucket_name" not in STORAGES["chatkit"]["OPTIONS"]:
    STORAGES["chatkit"]["OPTIONS"]["location"] = os.environ.get("TEST_FILES", "/tmp/chatkit-test-files")  # noqa: S108
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because the app's database threads do not share a connection with the test's; and one of this process's
    # own, because a run in another checkout, or one that was broken off, would be in its way.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(gettempdir()) / f"chatkit-test-{os.getpid()}.sqlite3")}
API_KEYS |= json.loads(os.environ.get("TEST_API_KEYS", "{}"))
CHATKIT["LIMITS"] = {"per_minute": None, "at_once": None, "address": None}  # one test asks as much as many people
CHATKIT |= json.loads(os.environ.get("TEST_CHATKIT", "{}"))
if url := os.environ.get("TEST_GITHUB_URL"):
    SOCIALACCOUNT_PROVIDERS["github"]["GITHUB_URL"] = url
if not os.environ.get("TEST_REAL_MODEL"):
    CHATKIT["MODEL_PROVIDER"] = "chat.testing.scripted.ScriptedProvider"
