"""Django's settings, all from `ipcity.base.settings`. Chinese is the source language; nothing comes from outside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, SELF

from ipcity.base.settings import settings as house
from ipcity.web.collected_backend import static_backend
from ipcity.web.database import databases
from ipcity.web.logs import logging_settings
from ipcity.web.secret import secret_key
from ipcity.web.signin import Oidc, oidc_providers

HERE = Path(__file__).resolve().parent
HOUSE = house()

SECRET_KEY = secret_key(HOUSE)
DEBUG = HOUSE.debug
ALLOWED_HOSTS = [host.strip() for host in HOUSE.allowed_hosts.split(",") if host.strip()]
ROOT_URLCONF = "ipcity.web.urls"
WSGI_APPLICATION = "ipcity.web.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "rules",
    "django_cotton",
    "ipcity.city.trail",
    "ipcity.city.directory",
    "ipcity.city.jobs",
    "ipcity.city.registers",
    "ipcity.city.inbox",
    "ipcity.city.assets",
    "ipcity.city.indicators",
    "ipcity.city.plan",
    "ipcity.city.portal",
    "ipcity.city.lawbook",
    "ipcity.city.workbench",
    "ipcity.city.exports",
    "ipcity.city.collections",
    "ipcity.city.intake",
    "ipcity.city.api",
    "ipcity.web",  # last: it wires the rooms together
]

MIDDLEWARE = [
    "ipcity.web.metrics.Counted",  # outermost: it times all the others
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ipcity.city.directory.gate.QuietSlash",  # knows who asks, therefore after it; Django's own would tell strangers
    "ipcity.city.directory.gate.Gate",  # before the token of forms, for the same reason
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ipcity.web.middleware.ExplainedErrors",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

DATABASES = databases(HOUSE)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOUSE.home_dir / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": static_backend(STATIC_ROOT)},
}

AUTHENTICATION_BACKENDS = [
    "ipcity.city.directory.signin.backend.HouseBackend",
    "rules.permissions.ObjectPermissionBackend",
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# Attempts are counted where all workers see them: in a table, on SQLite as on PostgreSQL (directory, migration 0002)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
    },  # portal/kept.py
}
ACCOUNT_ADAPTER = "ipcity.city.directory.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}

# Without a mail server every mail is a file in the data folder, to be looked at or taken on by another program
EMAIL_HOST = os.environ.get("IPCITY_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("IPCITY_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("IPCITY_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("IPCITY_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("IPCITY_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("IPCITY_MAIL_FROM", "ipcity@localhost")
# Links in mails begin with it; without it, with the name under which the page was asked for
PUBLIC_ADDRESS = os.environ.get("IPCITY_PUBLIC_ADDRESS", "").rstrip("/")
EMAIL_FILE_PATH = HOUSE.home_dir / "mail"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"

ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation has verified the address already
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds for which a sensitive act needs no second look
MFA_ADAPTER = "ipcity.city.directory.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "login_webauthn": "ipcity.city.directory.signin.keys.SignInByKey",
    "authenticate_webauthn": "ipcity.city.directory.signin.keys.SecondStepByKey",
    "reauthenticate_webauthn": "ipcity.city.directory.signin.keys.ConfirmByKey",
    "add_webauthn": "ipcity.city.directory.signin.keys.AddKey",
}
SECOND_FACTOR_FOR = frozenset({"administrator"})  # kinds of roles worked in only with a second factor
MFA_TOTP_ISSUER = "知城"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks
SOCIALACCOUNT_ADAPTER = "ipcity.city.directory.signin.adapters.UnifiedAdapter"
SOCIALACCOUNT_PROVIDERS = oidc_providers(Oidc())
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # whoever has a verified address that we know is that person
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # the content policy lets no form be sent on to another host
SOCIALACCOUNT_STORE_TOKENS = False
USERSESSIONS_TRACK_ACTIVITY = False  # no write at every page
CSRF_FAILURE_VIEW = "ipcity.city.portal.views.errors.form_expired"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = logging_settings(debug=HOUSE.debug, level=os.environ.get("IPCITY_LOG", "WARNING"))
