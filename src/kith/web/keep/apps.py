"""The keep app."""

from django.apps import AppConfig


class KeepConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.keep"
    label = "keep"
