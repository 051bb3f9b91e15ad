"""Settings for checks and tests: an encrypted throwaway file, no room."""

import secrets

from kith.web.settings.base import *  # noqa: F403 (settings are a flat list of names)

_key = secrets.token_bytes(32)
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": {
        "ENGINE": "kith.vault.backend",
        "NAME": ":memory:",
        "OPTIONS": {"key_provider": lambda: _key},
        "TEST": {"NAME": None},
    }
}
