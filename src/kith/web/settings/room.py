"""Settings of the running room: the opened vault is the database."""

from kith.web.room import running
from kith.web.settings.base import *  # noqa: F403 (settings are a flat list of names)

_room = running.current()
ALLOWED_HOSTS = ["*"]  # kith.web.guard has already compared the exact host and port
DATABASES = {
    "default": {
        "ENGINE": "kith.vault.backend",
        "NAME": str(_room.vault.database),
        "OPTIONS": {"key_provider": _room.vault.key},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
    }
}
