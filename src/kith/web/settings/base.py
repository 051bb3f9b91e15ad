"""Settings that every way of running the site shares."""

import secrets

from kith import tongues

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(48)  # one process is one session; nothing signed outlives it
INSTALLED_APPS = [
    "kith.web.shell",
    "kith.web.people",
    "kith.web.today",
    "kith.web.insight",
    "kith.web.keep",
    "kith.web.plan",
    "kith.web.questionnaires",
    "kith.web.share",
    "kith.web.experiments",
    "kith.web.conversations",
    "kith.web.practise",
    "kith.web.boundaries",
]
MIDDLEWARE = [
    "kith.web.shell.middleware.Speaking",
    "kith.web.shell.middleware.GuardedSession",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kith.web.plan.guarding.Guarded",
    "kith.web.shell.whole.OneTransaction",  # last: what stands before it must have agreed
]
ROOT_URLCONF = "kith.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kith.web.shell.context.frame",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"  # each row keeps its own zone; pages are shown in the person's
USE_I18N = True
LANGUAGE_CODE = tongues.OWN
LANGUAGES = list(tongues.NAMES.items())
LOCALE_PATHS = [tongues.LOCALE]
FORMAT_MODULE_PATH = "kith.web.settings.formats"
STATIC_URL = "/static/"
CSRF_COOKIE_NAME = "kith-form"
CSRF_COOKIE_AGE = None  # with the browser session, and taken away at lock and Exit
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "kith.web.shell.errors.refused"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # one for each text that a name is taken out of
FILE_UPLOAD_HANDLERS = ["kith.web.keep.upload.InMemoryOnly"]
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # no HTTPS on loopback
    "security.W008",
    "security.W012",  # cookies: http on loopback; SameSite=Strict and HttpOnly stand
    "security.W016",
]
LOGGING_CONFIG = None  # kith.web.shell.errors keeps content out of every log
