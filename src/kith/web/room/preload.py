"""Loads what a room will need while the person still types the passphrase; holds no key."""

from contextlib import suppress
from importlib import import_module

# Slow to import, needed by every room, and free of settings while they load.
SLOW = (
    "django.core.handlers.wsgi",
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.http",
    "django.template.backends.django",
    "django.template.loader_tags",
    "django.utils.translation.trans_real",
    "django.views.generic",
    "numpy",  # for the pictures of map and Impact
)


def load() -> None:
    """Import each; one that cannot be imported now is reported by who really needs it."""
    for name in SLOW:
        with suppress(Exception):
            import_module(name)
