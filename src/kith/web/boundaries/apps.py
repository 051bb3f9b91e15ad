"""The boundaries app."""

from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.boundaries"
    label = "boundaries"
