"""Django's settings. What differs between machines comes from ``utvag.config.environment``."""

from typing import Any

from csp.constants import NONE, SELF

from utvag.config.environment import read_environment
from utvag.gateways.identity import read_providers

ENVIRONMENT = read_environment()

# What the product itself asks of its settings.
DEMO = ENVIRONMENT.is_demo
UTVAG_KEY_SERVICE = ENVIRONMENT.key_service
UTVAG_KEY_CLIENT = ENVIRONMENT.key_client
UTVAG_KEY_SECRET = ENVIRONMENT.key_secret_file
UTVAG_KEYS = ENVIRONMENT.keys_folder
UTVAG_ENGINE = ENVIRONMENT.engine_folder
UTVAG_ENGINE_LOGIN = {"USER": ENVIRONMENT.engine_user, "PASSWORD": ENVIRONMENT.engine_password}
UTVAG_ENGINE_USERS = {"web": ENVIRONMENT.engine_web_user, "jobs": ENVIRONMENT.engine_jobs_user}
UTVAG_LOG_ORIGIN = ENVIRONMENT.log_origin
UTVAG_LOG_KEYS = ENVIRONMENT.log_keys_folder
UTVAG_LOG_LOGIN = {"USER": ENVIRONMENT.log_user, "PASSWORD": ENVIRONMENT.log_password}
UTVAG_REVIEW_LOGIN = {"USER": ENVIRONMENT.review_user, "PASSWORD": ENVIRONMENT.review_password}
UTVAG_WITNESSES = ENVIRONMENT.witnesses_file
RECIPIENTS = ENVIRONMENT.recipients_file
# Where staff reach the product: their keys are made for this address and no other.
UTVAG_ADDRESS = ENVIRONMENT.address
# The municipality's own ways to say who somebody is.
UTVAG_IDENTITY_PROVIDERS = read_providers(ENVIRONMENT.providers_file)

# An empty key is refused by Django at first use; tools that only read the settings need none.
SECRET_KEY = ENVIRONMENT.secret_key
# Never on: its error page shows the values of variables.
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_htmx",
    "csp",
    # Before django.forms: its templates replace Django's for every widget.
    "utvag.foundation",
    "django.forms",
    "utvag.audit",
    "utvag.secrecy",
    "utvag.organisation",
    "utvag.drafts",
    "utvag.alarms",
    "utvag.people",
    "utvag.cases",
    "utvag.documents",
    "utvag.break_glass",
    "utvag.journal",
    "utvag.meetings",
    "utvag.disclosure",
    "utvag.investigation",
    "utvag.decisions",
    "utvag.threats",
    "utvag.providers",
    "utvag.plans",
    "utvag.call_off",
    "utvag.placement",
    "utvag.location",
    "utvag.emergency",
    "utvag.followup",
    "utvag.assignments",
    "utvag.log_review",
    "utvag.stand_in",
    "utvag.disposal",
    "utvag.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "utvag.config.middleware.keep_out_of_caches",
    "utvag.config.middleware.refuse_other_methods",
    "utvag.config.middleware.empty_the_browser_at_sign_out",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "utvag.config.sessions.FindStaff",
    "utvag.config.sessions.AskToSignIn",
    "utvag.config.middleware.look_as_oneself",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "utvag.config.middleware.EndBreakGlass",
    "utvag.config.middleware.HoldToEmergency",
    "utvag.config.middleware.SayThatItIsDisposedOf",
    "utvag.config.middleware.HoldToAssignments",
    "utvag.config.middleware.HideWhatIsNotVisible",
    "utvag.config.key_tickets.AskWithTicket",
]

ROOT_URLCONF = "utvag.config.urls"
WSGI_APPLICATION = "utvag.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "utvag.config.context.page_context",
            ],
        },
    }
]
FORM_RENDERER = "utvag.foundation.forms.GovukRenderer"

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": ENVIRONMENT.database.host,
        "PORT": ENVIRONMENT.database.port,
        "NAME": ENVIRONMENT.database.name,
        "USER": ENVIRONMENT.database.user,
        "PASSWORD": ENVIRONMENT.database.password,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # The threat register and the log live in schemas of their own. A process that hangs in the middle of an act
        # lets go of its locks, so that the others can work on.
        "OPTIONS": {
            "options": "-c search_path=public,threat_register,audit -c idle_in_transaction_session_timeout=60s",
            "connect_timeout": 10,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.StaffAccount"
# There are no passwords: staff come in by a key.
AUTHENTICATION_BACKENDS = ["utvag.config.sessions.NoPasswords"]
LOGIN_URL = "organisation:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "organisation:sign-in"

# Sessions hold the account's id and nothing else, as JSON. How long somebody stays signed in is judged at each request
# by the session's own row (organisation/rules/sessions.py); the cookie lasts longer, so that a form that comes late
# finds its writer.
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
# With its prefix a browser takes a cookie over HTTPS from this very host only.
_ONLY_HERE = "__Host-" if ENVIRONMENT.is_https else ""
SESSION_COOKIE_NAME = f"{_ONLY_HERE}utvag_session"
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_NAME = f"{_ONLY_HERE}utvag_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = ENVIRONMENT.is_https

SECURE_SSL_REDIRECT = False  # the reverse proxy redirects; the server behind it sees plain HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": a browser then sends "Origin: null" with every form, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "/statiskt/"
STATIC_ROOT = ENVIRONMENT.static_folder
WHITENOISE_USE_FINDERS = ENVIRONMENT.static_folder is None

# A file that somebody sends is held in memory and never lies unsealed on the disk; a larger one is not taken at all.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# To standard error, as text without the request: the value of a form may be personal data.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "utvag.foundation.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "utvag.foundation.logs.DiscreetHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Its warnings name the address of every page that was not found, and so the ids of cases.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
