"""The insight app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.insight"
    label = "insight"
