"""The site's settings. What differs between machines is an environment variable (docs/settings.md)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from config import environment, files, offers, social
from config.log import to_the_console
from config.policy import EVERYWHERE

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY", stand_in="only-for-this-machine" if DEBUG else None)
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
SOCIAL_SIGN_IN = environment.choices("SOCIAL_SIGN_IN", among=list(social.ORIGINS))

INSTALLED_APPS = [
    "daphne",  # before staticfiles: it makes `runserver` speak ASGI
    "chat",
    "accounts",
    "handbook",
    "gallery",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *social.apps(SOCIAL_SIGN_IN),
    "modelsearch",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.static.StaticFiles",
    "config.policy.Policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.organisations.organisations",
                "handbook.contents.contents",
            ],
        },
    },
]

# Databases

DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.database("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue instead of failing half-way through a transaction; readers never wait for them.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MODELSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "english"},
}

# Several processes

REDIS_URL = environment.redis("REDIS_URL")
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"},
}

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "chatkit:page"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "handbook:home"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address a person; a new one replaces it when it is verified
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "ChatKit for Django: "
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # http://localhost
MFA_ADAPTER = "accounts.second_factors.Adapter"
MFA_TOTP_ISSUER = "ChatKit for Django"
MFA_TOTP_TOLERANCE = 1  # telephones go half a minute wrong
MFA_FORMS = {"add_webauthn": "accounts.forms.AddPasskey"}
SOCIALACCOUNT_PROVIDERS = social.credentials(SOCIAL_SIGN_IN)

# E-mail

vars().update(environment.post("EMAIL_URL", default="console:"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "ChatKit for Django <webmaster@localhost>")

# Company sign-on, where it is configured (docs/deployment.md)

OIDC_OP_ISSUER = environment.url("OIDC_OP_ISSUER")
OIDC_RP_CLIENT_ID = environment.text("OIDC_RP_CLIENT_ID")
OIDC_RP_CLIENT_SECRET = environment.text("OIDC_RP_CLIENT_SECRET")
OIDC_OP_AUTHORIZATION_ENDPOINT = environment.url("OIDC_OP_AUTHORIZATION_ENDPOINT")
OIDC_OP_TOKEN_ENDPOINT = environment.url("OIDC_OP_TOKEN_ENDPOINT")
OIDC_OP_USER_ENDPOINT = environment.url("OIDC_OP_USER_ENDPOINT")
OIDC_OP_JWKS_ENDPOINT = environment.url("OIDC_OP_JWKS_ENDPOINT")
OIDC_RP_SIGN_ALGO = environment.choice("OIDC_RP_SIGN_ALGO", among=["RS256", "ES256"], default="RS256")
OIDC_RENEW_ID_TOKEN_EXPIRY_SECONDS = environment.number("OIDC_RENEW_ID_TOKEN_EXPIRY_SECONDS", default=900)
OIDC_CREATE_USER = environment.flag("OIDC_CREATE_USER", default=True)
OIDC_RP_SCOPES = "openid profile"
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 5
OIDC_CALLBACK_CLASS, OIDC_AUTHENTICATE_CLASS = "accounts.sign_on.Callback", "accounts.sign_on.Begin"
# These answer for themselves.
OIDC_EXEMPT_URLS = [re.compile(r"/chat/(wire|api|answers|files|entities|uploads|reports|announcement|allowance)/")]
HAS_COMPANY_SIGN_ON = environment.together("OIDC_OP_ISSUER", "OIDC_RP_CLIENT_ID", "OIDC_RP_CLIENT_SECRET")
if HAS_COMPANY_SIGN_ON:
    AUTHENTICATION_BACKENDS.append("accounts.oidc.CompanySignOn")
    MIDDLEWARE.append("accounts.renewal.Renewal")

# Bearer tokens, where they are configured (docs/plugging-in.md)

API_ISSUER = environment.url("API_ISSUER")
API_AUDIENCE = environment.text("API_AUDIENCE")
API_JWKS_URL = environment.url("API_JWKS_URL")
API_KEYS: dict[str, Any] = {"timeout": 3, "lifespan": 300, "cooldown_duration": 30}

# The browser

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("sessionid", "csrftoken") if DEBUG else ("__Host-session", "__Host-csrf")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 30 * 24 * 3600
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS of other hosts is for whoever owns the domain
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {"DIRECTIVES": EVERYWHERE}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "accounts" / "wording"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static", ("docs", BASE_DIR / "docs/images")]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "chatkit": files.storage(environment.text("FILES_S3_BUCKET"), BASE_DIR / "files"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The assistant

CHATKIT: dict[str, Any] = {
    "API_KEY": environment.text("OPENAI_API_KEY"),
    "BASE_URL": environment.address("OPENAI_BASE_URL"),
    "MODEL": environment.text("CHATKIT_MODEL"),
    "MODEL_API": environment.choice("CHATKIT_MODEL_API", among=["responses", "chat_completions"], default="responses"),
    "MODELS": [] if environment.text("OPENAI_API_KEY") else offers.WITHOUT_A_KEY,
    "COMPOSER_TOOLS": offers.COMPOSER_TOOLS,
    "TENANT": "accounts.organisations.tenant",
    "STAFF_TENANTS": "accounts.organisations.looked_after",
    "TENANT_NAMES": "accounts.organisations.names",
    "WELCOME": "accounts.renewal.unwelcome" if HAS_COMPANY_SIGN_ON else "",
    "BEARER": "accounts.bearer.person" if environment.together("API_ISSUER", "API_AUDIENCE", "API_JWKS_URL") else "",
    "TRUSTED_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "BEARER_COOKIE": environment.text("API_TOKEN_COOKIE"),
    "REDIS_URL": REDIS_URL,
    "UI": environment.choice("CHATKIT_UI", among=["auto", "openai", "builtin"], default="auto"),
    "DOMAIN_KEY": environment.text("CHATKIT_DOMAIN_KEY", "local"),
    "GREETING": _("What would you like to know?"),
    "PROMPTS": offers.PROMPTS,
}

LOGGING = to_the_console(
    form=environment.choice("LOG_FORMAT", among=["line", "json"], default="line"), is_discreet=not DEBUG
)
