"""The today app."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Registers the app under its short name."""

    name = "kith.web.today"
    label = "today"
